import protobuf from 'protobufjs'

/**
 * The part of the public onnx.proto (ONNX IR 9) that a head needs: field names and numbers as published at
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Fields left out here are skipped when reading.
 */
const onnxProto = `
syntax = "proto3";
package onnx;

message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
}
message TensorProto {
  repeated int64 dims = 1;
  int32 data_type = 2;
  string name = 8;
  bytes raw_data = 9;
}
message TensorShapeProto {
  message Dimension {
    oneof value {
      int64 dim_value = 1;
      string dim_param = 2;
    }
  }
  repeated Dimension dim = 1;
}
message TypeProto {
  message Tensor {
    int32 elem_type = 1;
    TensorShapeProto shape = 2;
  }
  Tensor tensor_type = 1;
}
message ValueInfoProto {
  string name = 1;
  TypeProto type = 2;
}
message GraphProto {
  repeated NodeProto node = 1;
  string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
}
message OperatorSetIdProto {
  string domain = 1;
  int64 version = 2;
}
message ModelProto {
  int64 ir_version = 1;
  string producer_name = 2;
  GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
}
`

/** The message type onnx.ModelProto. */
export const modelProto = protobuf.parse(onnxProto, { keepCase: true }).root.lookupType('onnx.ModelProto')

/** TensorProto.DataType.FLOAT. */
export const floatType = 1
export const irVersion = 9
export const opsetVersion = 17
