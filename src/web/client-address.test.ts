import { expect, test } from 'vitest'
import { clientAddress, networksIn } from './client-address.ts'

test.each<[what: string, peer: string, forwarded: string | null, trusted: string, client: string]>([
  ['nobody is trusted', '10.0.0.9', '203.0.113.7', '', '10.0.0.9'],
  ['nothing is forwarded', '127.0.0.1', null, '127.0.0.1', '127.0.0.1'],
  ['a trusted proxy names the phone', '127.0.0.1', '203.0.113.7', '127.0.0.1', '203.0.113.7'],
  ['what a phone made up stands before', '127.0.0.1', '1.1.1.1, 203.0.113.7', '127.0.0.1', '203.0.113.7'],
  ['two proxies', '127.0.0.1', '203.0.113.7, 10.1.2.3', '127.0.0.1, 10.0.0.0/8', '203.0.113.7'],
  ['the second is not trusted', '127.0.0.1', '203.0.113.7, 10.1.2.3', '127.0.0.1', '10.1.2.3'],
  ['a header of somebody else', '192.0.2.1', '203.0.113.7', '127.0.0.1', '192.0.2.1'],
  ['all are proxies', '127.0.0.1', '10.0.0.1', '127.0.0.1,10.0.0.0/8', '10.0.0.1'],
  ['nonsense', '127.0.0.1', 'unknown', '127.0.0.1', '127.0.0.1'],
  ['nonsense before the last', '127.0.0.1', 'unknown, 203.0.113.7', '127.0.0.1', '203.0.113.7'],
  ['empty', '127.0.0.1', ' , ', '127.0.0.1', '127.0.0.1'],
  ['IPv4 written as IPv6', '::ffff:127.0.0.1', '203.0.113.7', '127.0.0.1', '203.0.113.7'],
  ['a network of IPv6', 'fd00::2', '2001:db8:1:2:3:4:5:6', 'fd00::/8', '2001:db8:1:2::/64'],
  ['one phone of many addresses', '2001:db8:1:2:ffff::1', null, '', '2001:db8:1:2::/64'],
  ['a port', '127.0.0.1', '203.0.113.7:5678', '127.0.0.1', '203.0.113.7'],
  ['a port after a made-up one', '127.0.0.1', '1.1.1.1:1, 203.0.113.7:2', '127.0.0.1', '203.0.113.7'],
  [
    'a port of a second proxy',
    '127.0.0.1',
    '203.0.113.7, 10.1.2.3:80',
    '127.0.0.1, 10.0.0.0/8',
    '203.0.113.7',
  ],
  ['IPv6 with a port', '127.0.0.1', '[2001:db8:1:2::5]:443', '127.0.0.1', '2001:db8:1:2::/64'],
  ['IPv6 in brackets', '127.0.0.1', '[2001:db8:1:2::5]', '127.0.0.1', '2001:db8:1:2::/64'],
  ['IPv6 that ends like a port', '127.0.0.1', '2001:db8:1:2::443', '127.0.0.1', '2001:db8:1:2::/64'],
  ['IPv4 written as IPv6, with a port', '127.0.0.1', '[::ffff:203.0.113.7]:1', '127.0.0.1', '203.0.113.7'],
  ['nonsense with a port', '127.0.0.1', '[unknown]:80', '127.0.0.1', '127.0.0.1'],
  ['a port that is none', '127.0.0.1', '203.0.113.7:x', '127.0.0.1', '127.0.0.1'],
  ['no peer', 'unknown', '203.0.113.7', '0.0.0.0/0', 'unknown'],
])('%s', (_, peer, forwarded, trusted, client) => {
  expect(clientAddress(peer, forwarded, networksIn(trusted) ?? [])).toBe(client)
})

test.each(['localhost', '10.0.0.0/33', '127.0.0.1 10.0.0.1', '10.0.0.1/', '::/129', 'all'])(
  '"%s" is no list of networks',
  text => expect(networksIn(text)).toBeUndefined(),
)
