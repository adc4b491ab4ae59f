// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagewords.h"

#include "core/sequences/templatebook.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"

namespace updesk
{

Result<FilledText> fillFor(
    Database &database, LeadId lead, const QString &key, Channel channel, Time now, PersonId writer)
{
    const auto facts = templateFacts(database, lead, now, writer);
    if (!facts)
        return facts.error();
    const auto row = templateFor(database, key, languagesOf(facts->language, facts->storeLanguage));
    if (!row)
        return row.error();
    if (row->channel != channel)
        return Error{Error::Code::NotFound, QStringLiteral("template"), key};
    return FilledText{fill(*row, templateValues(*facts, row->language)), row->language, row->version};
}

Result<QString> footerFor(Database &database, LeadId lead, Time now, PersonId writer)
{
    const auto facts = templateFacts(database, lead, now, writer);
    if (!facts)
        return facts.error();
    Template plain;
    plain.channel = Channel::Email;
    plain.language = messageLanguage(facts->language, facts->storeLanguage);
    plain.subject = plain.body = QStringLiteral(".");
    return fill(plain, templateValues(*facts, plain.language)).footer;
}

Result<void> sayAdvertisement(Database &database, Message &message, Time now)
{
    const auto facts = templateFacts(database, message.lead, now, message.by);
    if (!facts)
        return facts.error();
    const QString language = messageLanguage(facts->language, facts->storeLanguage);
    const QString says = TemplateBook::standard().words(language).advertisement;
    message.footer += (message.footer.isEmpty() ? QString() : QStringLiteral("\n")) + says;
    return {};
}

} // namespace updesk
