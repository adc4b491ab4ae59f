// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/pinning.h"

#include "core/leads/pinstore.h"
#include "ui/parts/sentence.h"

namespace updesk
{

static Result<void> turn(Session &session, PersonId person, LeadId lead, bool on)
{
    auto done = setPinned(session.database(), person, lead, on);
    if (done)
        session.refresh({lead});
    return done;
}

Pinning pinning(Session &session, LeadId lead, const QString &name, bool on)
{
    const PersonId person = session.person();
    const auto done = turn(session, person, lead, on);
    Pinning made;
    if (!done && done.error().subject == QLatin1String("pins")) {
        made.words = Pinning::tr("You have pinned %1 leads, and there is room for no more. Take a pin off first.")
                         .arg(kMostPins);
    } else if (!done) {
        made.words = sentence(done.error());
    } else {
        made.words = on ? Pinning::tr("%1 is pinned.").arg(name) : Pinning::tr("%1 is not pinned any more.").arg(name);
        made.back = [&session, person, lead, on] { (void)turn(session, person, lead, !on); };
    }
    return made;
}

} // namespace updesk
