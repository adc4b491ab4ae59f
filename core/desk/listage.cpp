// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"
#include "core/desk/nightnews.h"
#include "core/sequences/legalstore.h"

namespace updesk
{

ListAge listAge(const ListStatus &list, const QDate &today, const CountryRules &law)
{
    using Is = ListAge::Is;
    if (!list.dated.isValid())
        return {};
    const int days = int(list.dated.daysTo(today));
    const QDate last = list.dated.addDays(law.listDays);
    if (days < 0)
        return {Is::Early, days, last};
    if (days > law.listDays)
        return {Is::TooOld, days, last};
    return {days > law.listDays - law.listWarnDays ? Is::EndsSoon : Is::Good, days, last};
}

// Of a list that nobody puts a new one in for once a week is enough.
static bool isNews(const ListAge &age, const QDate &told, const QDate &today)
{
    constexpr int kAgain = 7;
    if (age.is == ListAge::Is::EndsSoon)
        return told != today;
    return age.is == ListAge::Is::TooOld && (!told.isValid() || told <= age.last || told.daysTo(today) >= kAgain);
}

Result<void> tellOfList(Session &session)
{
    const auto rules = session.rules();
    const auto law = legalRules(session.database());
    const auto list = dncStatus(session.database());
    const auto told = lastListDay(session.database());
    if (!rules || !law || !list || !told)
        return !rules ? rules.error() : !law ? law.error() : !list ? list.error() : told.error();
    const int day = (*rules)->hours.dayOf(session.now());
    const QDate today = dateOf(day);
    const ListAge age = listAge(*list, today, (*law)->us);
    if (!isNews(age, dateOf(*told), today))
        return {};
    const bool ends = age.is == ListAge::Is::EndsSoon;
    std::vector<PersonId> whom;
    for (const Person &person : (*rules)->people) {
        if (person.active && (*rules)->mayChangeRules(person.id)) // it is they who can import one
            whom.push_back(person.id);
    }
    const int left = ends ? int(today.daysTo(age.last)) + 1 : age.days;
    return tellAtNight(
        session, whom, ends ? Notice::Kind::ListEnds : Notice::Kind::ListTooOld, left, {setLastListDay, day});
}

} // namespace updesk
