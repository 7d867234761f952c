import type { PublicRep } from '@baton/shared/api'
import { webAddress } from '../web-address.ts'

/** Photo, name and title. The initials lie under the photo: they show where it is missing or does not load. */
export function Rep({ rep, origin }: { rep: PublicRep; origin: string }) {
  const photo = webAddress(rep.photoUrl, origin)
  return (
    <div part="rep" class="rep">
      <span class="face" aria-hidden="true">
        {rep.name.match(/(?<!\S)\S/gu)?.slice(0, 2)}
        {photo && <img src={photo} alt="" onError={hide} />}
      </span>
      <p>
        <b>{rep.name}</b>
        <span class="quiet">{rep.title}</span>
      </p>
    </div>
  )
}

function hide({ currentTarget }: Event): void {
  ;(currentTarget as HTMLElement).hidden = true // the image above
}
