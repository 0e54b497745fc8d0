import ipaddr from 'ipaddr.js'

/** Addresses whose first `bits` bits are those of `address`. */
export interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6
  readonly bits: number
}

/** "127.0.0.1, 10.0.0.0/8" and the like; undefined where one is neither an address nor a block of them. */
export function networksIn(text: string): readonly Network[] | undefined {
  const parts = text.split(',').flatMap(part => part.trim() || [])
  const networks = parts.flatMap((part): Network[] => {
    const [address, bits] = ipaddr.isValidCIDR(part)
      ? ipaddr.parseCIDR(part)
      : ipaddr.isValid(part)
        ? [ipaddr.process(part), null]
        : [null, null]
    return address ? [{ address, bits: bits ?? 8 * address.toByteArray().length }] : []
  })
  return networks.length === parts.length ? networks : undefined
}

/**
 * Whose request it is, for what is counted by address. Each proxy adds the address it was asked from to X-Forwarded-For,
 * so behind trusted ones it is the last that is none of theirs; what stands before it anybody may have made up. Of IPv6
 * it is the /64: a single phone may use every address in it.
 */
export function clientAddress(peer: string, forwarded: string | null, trusted: readonly Network[]): string {
  const hops = [...(forwarded ?? '').split(',').flatMap(hop => withoutPort(hop.trim()) || []), peer]
  let client = peer
  for (const hop of hops.reverse()) {
    if (!ipaddr.isValid(hop)) break
    client = hop
    if (!isIn(hop, trusted)) break
  }
  return counted(client)
}

/** Some proxies write 203.0.113.7:5678 and [2001:db8::1]:443. */
const withoutPort = (hop: string): string => hop.replace(/^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/, '$1$2')

function isIn(text: string, networks: readonly Network[]): boolean {
  const address = ipaddr.process(text)
  return networks.some(
    ({ address: of, bits }) => of.kind() === address.kind() && address.match(of as ipaddr.IPv6, bits),
  )
}

function counted(text: string): string {
  if (!ipaddr.isValid(text)) return text
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/64`)
  return `${network}/64`
}
