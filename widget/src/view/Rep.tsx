import type { PublicRep } from '@baton/shared/api'
import { webAddress } from '../web-address.ts'

/** Photo, name and title. The initials lie under the photo: they show where it is missing or does not load. */
export function Rep({ rep, origin }: { rep: PublicRep; origin: string }) {
  const photo = webAddress(rep.photoUrl, origin)
  const initials = rep.name
    .split(/\s+/)
    .map(word => [...word][0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
  return (
    <div part="rep" class="rep">
      <span class="face" aria-hidden="true">
        {initials}
        {photo && <img src={photo} alt="" />}
      </span>
      <p>
        <strong>{rep.name}</strong>
        <span class="quiet">{rep.title}</span>
      </p>
    </div>
  )
}

export function firstNameOf(rep: PublicRep): string {
  return rep.name.split(' ')[0] ?? rep.name
}
