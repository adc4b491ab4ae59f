// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/matchcells.h"

#include "core/people/names.h"

namespace updesk
{

using Agree = MatchCell::Agree;

static QString shown(const Phone &phone) { return phone.e164.isEmpty() ? phone.typed : phone.e164; }
static QString shown(const Email &mail) { return mail.typed.isEmpty() ? mail.address : mail.typed; }
static QString keyOf(const Phone &phone) { return phone.e164; }
static QString keyOf(const Email &mail) { return mail.matching; }

using Tells = bool (*)(const QString &, const QString &);

// As judge() sees them: what too many share is a weaker reason, and one typo is none beside it.
static bool isSame(const QString &a, const QString &b) { return a == b && !Commonness::standard().isShared(a); }
static bool isShared(const QString &a, const QString &b) { return a == b && !a.isEmpty(); }
static bool isTypo(const QString &a, const QString &b)
{
    const Commonness &common = Commonness::standard();
    return !common.isShared(a) && !common.isShared(b) && oneTypoAway(a, b);
}

template <class Row>
static std::pair<QString, QString> telling(const std::vector<Row> &left, const std::vector<Row> &right, Tells tells)
{
    for (const Row &one : left) {
        for (const Row &other : right) {
            if (!keyOf(one).isEmpty() && !keyOf(other).isEmpty() && tells(keyOf(one), keyOf(other)))
                return {shown(one), shown(other)};
        }
    }
    return {left.empty() ? QString() : shown(left.front()), right.empty() ? QString() : shown(right.front())};
}

static QString placeOf(const CustomerCard &card)
{
    if (card.addresses.empty())
        return {};
    const Address &place = card.addresses.front();
    return QStringList{place.street, place.city, place.postal}.join(u' ').simplified();
}

static QString personOf(const Customer &customer)
{
    const QString parts = (customer.first + u' ' + customer.last).simplified();
    return parts.isEmpty() ? customer.full : parts;
}

std::vector<MatchCell> matchCells(const CustomerCard &left, const CustomerCard &right, const Match &match)
{
    const auto agree = [&match](quint32 same, quint32 alike) {
        return match.reasons & same ? Agree::Same : match.reasons & alike ? Agree::Alike : Agree::No;
    };
    const auto phones = telling(left.phones, right.phones, match.reasons & SamePhone ? isSame : isShared);
    const auto mails = telling(left.emails, right.emails,
        match.reasons & SameEmail       ? isSame
            : match.reasons & EmailTypo ? isTypo
                                        : isShared);
    const Customer &one = left.customer, &other = right.customer;
    const bool companies = personOf(one).isEmpty() && personOf(other).isEmpty(); // their names were what was compared
    std::vector<MatchCell> cells{
        {MatchCell::Of::Name, personOf(one), personOf(other), agree(SameName, LikeName)},
        {MatchCell::Of::Company, one.company, other.company,
            companies ? agree(SameName | SameCompany, LikeName) : agree(SameCompany, 0)},
        {MatchCell::Of::Phone, phones.first, phones.second, agree(SamePhone | SharedPhone, 0)},
        {MatchCell::Of::Email, mails.first, mails.second, agree(SameEmail | SharedEmail, EmailTypo)},
        {MatchCell::Of::Address, placeOf(left), placeOf(right), agree(SameAddress, SamePostal)},
        {MatchCell::Of::DmsNumber, one.dmsNumber, other.dmsNumber, agree(SameDms, 0)},
    };
    std::erase_if(cells, [](const MatchCell &cell) { return cell.left.isEmpty() && cell.right.isEmpty(); });
    return cells;
}

} // namespace updesk
