// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/whotyped.h"

#include "ui/parts/sentence.h"

namespace updesk
{

namespace
{

/// The translation context of this file's words.
struct Who {
    Q_DECLARE_TR_FUNCTIONS(WhoTyped)
};

} // namespace

QString customerLine(const LeadModel &model, CustomerId customer)
{
    const auto card = customerCard(model.session().database(), customer);
    if (!card)
        return {};
    const Customer &c = card->customer;
    const QString parts = Who::tr("%1 %2", "first and last name").arg(c.first, c.last).simplified();
    const QString name = !c.full.isEmpty() ? c.full : !parts.isEmpty() ? parts : c.company;
    const QString way = !card->phones.empty() ? model.words().phone(card->phones.front().e164)
        : !card->emails.empty()               ? card->emails.front().typed
                                              : QString();
    if (name.isEmpty() || way.isEmpty())
        return name + way;
    return Who::tr("%1, %2", "name and phone or email of a customer").arg(name, way);
}

WhoTyped whoIsTyped(const LeadModel &model, const QString &text)
{
    constexpr int kFew = 6;
    WhoTyped who{{}, {}, false, Who::tr("Type the name, phone or email of somebody on file.")};
    if (text.trimmed().size() < 2)
        return who;
    const auto found = findCustomers(model.session().database(), text, kFew);
    if (!found) {
        who.words = sentence(found.error());
        return who;
    }
    QStringList names;
    for (const FoundCustomer &one : *found) {
        if (one.customer == model.card().customer.id)
            continue;
        who.hits.push_back({one.customer, customerLine(model, one.customer)});
        names << who.hits.back().line;
    }
    who.nobody = who.hits.empty();
    if (who.hits.size() == 1) {
        who.customer = who.hits.front().customer;
        who.words = names.front();
    } else if (who.nobody) {
        who.words = Who::tr("Nobody on file fits this. Add the other person first.");
    } else {
        who.words = Who::tr("Which one? %1").arg(names.join(QStringLiteral("; ")));
    }
    return who;
}

} // namespace updesk
