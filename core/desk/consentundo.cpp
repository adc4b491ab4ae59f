// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentundo.h"

#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/refusals.h"

#include <algorithm>

namespace updesk
{

namespace
{

// When the way was lifted before; what was refused until then is no matter of this lift.
Time liftedBefore(const std::vector<Consent> &said, const Consent &lift)
{
    Time last = -1;
    for (const Consent &one : said) {
        const bool lifts = one.state == Consent::State::Yes && one.purpose == QLatin1String(kLiftedConsent);
        if (lifts && one.id != lift.id && one.at < lift.at && isAbout(one, Channel(lift.channel)))
            last = std::max(last, one.at);
    }
    return last;
}

// Whoever refused has not been asked: it is theirs, or the store's, as it was.
Result<void> refuseAgain(Transaction &tx, const Consent &lift)
{
    const auto said = statementsOf(tx.database(), lift.customer);
    if (!said)
        return said.error();
    const Time since = liftedBefore(*said, lift);
    for (Consent one : *said) {
        if (one.state != Consent::State::No || one.at >= lift.at || one.at <= since
            || !isAbout(one, Channel(lift.channel)))
            continue;
        one.id = {tx.freshId()};
        one.customer = lift.customer;
        one.channel = lift.channel;
        one.at = std::max(tx.now(), lift.at + 1);
        if (one.purpose != QLatin1String(kStoreConsent))
            one.how = Consent::How::Words; // no slip of the hand nor a box, whoever keyed it once: undo leaves it
        if (auto done = apply(tx, put(kConsent, one)); !done)
            return done;
    }
    const auto decide = obeyRefusals(tx, lift.customer); // what was planned by it meanwhile is dropped
    return decide ? Result<void>() : Result<void>(decide.error());
}

Result<void> withdraw(Transaction &tx, const Consent &agreed)
{
    Consent row;
    row.id = {tx.freshId()};
    row.customer = agreed.customer;
    row.channel = agreed.channel;
    row.purpose = QLatin1String(kWithdrawnConsent) + QString::fromLatin1(agreed.id.value.hex());
    row.by = tx.by().who;
    row.at = tx.now();
    return apply(tx, put(kConsent, row));
}

Result<void> agreeAgain(Transaction &tx, const Consent &withdrawn)
{
    const QByteArray hex = withdrawn.purpose.mid(qsizetype(qstrlen(kWithdrawnConsent))).toLatin1();
    const auto id = Id::fromHex(std::string_view(hex.constData(), size_t(hex.size())));
    auto row = id ? load(tx.database(), kConsent, *id) : Result<Consent>(Error{Error::Code::NotFound, {}, {}});
    if (!row)
        return row.error().code == Error::Code::NotFound ? Result<void>() : row.error();
    row->id = {tx.freshId()};
    row->customer = withdrawn.customer;
    row->by = tx.by().who;
    return apply(tx, put(kConsent, *row));
}

// The store's own "no" goes; one that the customer said since stays.
Result<void> openAgain(Transaction &tx, const Consent &decided)
{
    if (auto may = onlyManagers(tx); !may)
        return may;
    const auto said = statementsOf(tx.database(), decided.customer);
    if (!said)
        return said.error();
    const auto ways = waysOf(*said);
    const auto place = size_t(std::ranges::find(kContactWays, Channel(decided.channel)) - kContactWays.begin());
    if (place >= ways.size() || !ways[place].refused || ways[place].theirs)
        return {};
    Consent lift = decided;
    lift.id = {tx.freshId()};
    lift.state = Consent::State::Yes;
    lift.purpose = QString::fromLatin1(kLiftedConsent);
    lift.by = tx.by().who;
    lift.at = std::max(tx.now(), ways[place].at + 1);
    return apply(tx, put(kConsent, lift));
}

} // namespace

Result<void> turnStatements(Transaction &tx, const std::vector<Op> &ops)
{
    for (const Op &op : ops) {
        if (op.table != &kConsent || op.kind != Op::Kind::Put)
            continue;
        const auto said = load(tx.database(), kConsent, op.row);
        if (!said)
            return said.error();
        const bool yes = said->state == Consent::State::Yes;
        Result<void> turned;
        if (said->state == Consent::State::No && said->purpose == QLatin1String(kStoreConsent))
            turned = openAgain(tx, *said);
        else if (yes && said->purpose == QLatin1String(kLiftedConsent))
            turned = refuseAgain(tx, *said);
        else if (yes)
            turned = withdraw(tx, *said);
        else if (said->state == Consent::State::None && said->purpose.startsWith(QLatin1String(kWithdrawnConsent)))
            turned = agreeAgain(tx, *said);
        else if (said->state == Consent::State::None && said->purpose == QLatin1String(kServicedConsent))
            turned = withdraw(tx, *said);
        if (!turned)
            return turned;
    }
    return {};
}

} // namespace updesk
