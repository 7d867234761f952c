/** A link that leaves the page alone: it opens beside it, and the page it opens cannot reach back. */
export function Out({ href, main, onClick, children }: { href: string; main?: boolean; onClick?: () => void; children: string }) {
  return (
    <a part={main ? 'button' : undefined} class={main ? 'main' : undefined} href={href} target="_blank" rel="noopener noreferrer" onClick={onClick}>
      {children}
    </a>
  )
}
