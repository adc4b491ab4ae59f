// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/table.h"
#include "core/sequences/segments.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecodes.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"

#include <QJsonArray>

#include <array>

namespace updesk
{

static QString channelCode(Channel channel)
{
    return channel == Channel::Email ? QStringLiteral("email") : QStringLiteral("text");
}

static QJsonArray problemsJson(const std::vector<TemplateFinding> &findings)
{
    static constexpr std::array kParts{"subject", "body", "rich"};
    QJsonArray out;
    for (const TemplateFinding &f : findings)
        out.append(QJsonObject{{QStringLiteral("code"), QLatin1String(problemCode(f.problem))},
            {QStringLiteral("part"), QLatin1String(kParts[size_t(f.part)])}, {QStringLiteral("at"), f.at},
            {QStringLiteral("words"), f.words}, {QStringLiteral("blocks"), blocks(f.problem)}});
    return out;
}

static QString problemsLine(const std::vector<TemplateFinding> &findings)
{
    QStringList codes;
    for (const TemplateFinding &f : findings)
        codes << QLatin1String(problemCode(f.problem));
    codes.removeDuplicates();
    return codes.isEmpty() ? QStringLiteral("-") : codes.join(u' ');
}

int templatesCommand(const QStringList &arguments)
{
    Command command("templates", arguments);
    if (!command.read(0, 0))
        return command.status();
    if (!command.openStore())
        return command.status();
    const auto entries = templateEntries(command.session().database());
    if (!entries)
        return command.fail(entries.error());
    const TextTable table({Words::tr("KEY"), Words::tr("LANG"), Words::tr("BY"), Words::tr("OCCASION"),
                              Words::tr("VERSION"), Words::tr("WHOSE"), Words::tr("PROBLEMS")},
        {24, 4, 5, 18, 7, 8, 30});
    if (!command.json())
        command.say(table.head());
    QJsonArray list;
    for (const TemplateEntry &entry : *entries) {
        const Template &row = entry.row;
        const auto findings = checkTemplate(row);
        const QString occasion = QLatin1String(occasionCode(row.occasion));
        if (!command.json()) {
            const QString whose = !row.active ? Words::tr("off")
                : entry.own                   ? Words::tr("store")
                                              : Words::tr("shipped");
            command.say(table.line({row.key, row.language, channelCode(row.channel), occasion,
                QString::number(row.version), whose, problemsLine(findings)}));
            continue;
        }
        list.append(QJsonObject{{QStringLiteral("key"), row.key}, {QStringLiteral("language"), row.language},
            {QStringLiteral("channel"), channelCode(row.channel)}, {QStringLiteral("occasion"), occasion},
            {QStringLiteral("name"), row.name}, {QStringLiteral("subject"), row.subject},
            {QStringLiteral("body"), row.body}, {QStringLiteral("version"), row.version},
            {QStringLiteral("active"), row.active}, {QStringLiteral("own"), entry.own},
            {QStringLiteral("problems"), problemsJson(findings)}});
    }
    if (command.json())
        command.print({{QStringLiteral("templates"), list}});
    return ExitDone;
}

static QJsonObject lengthJson(const TextLength &length)
{
    return {{QStringLiteral("alphabet"),
                length.alphabet == TextAlphabet::Standard ? QStringLiteral("gsm7") : QStringLiteral("ucs2")},
        {QStringLiteral("units"), length.units}, {QStringLiteral("capacity"), length.capacity},
        {QStringLiteral("segments"), length.segments},
        {QStringLiteral("foreign"), QJsonArray::fromStringList(length.foreign)}};
}

static void sayLength(const Command &command, const TextLength &length)
{
    const QString alphabet =
        length.alphabet == TextAlphabet::Standard ? Words::tr("standard alphabet") : Words::tr("wide alphabet");
    command.say(Words::tr("%1 of %2, segments: %3, %4")
                    .arg(length.units)
                    .arg(length.capacity)
                    .arg(length.segments)
                    .arg(alphabet));
    if (!length.foreign.isEmpty())
        command.say(Words::tr("Not in the standard alphabet: %1").arg(length.foreign.join(u' ')));
}

static int refuseUnready(const Command &command, const FilledMessage &out)
{
    QStringList untrue;
    for (const HandClaim &claim : out.untrue)
        untrue << claim.words;
    if (!out.unfilled.isEmpty())
        return command.refuse(Words::tr("Nothing to say for: %1. A message with a hole is never sent.")
                                  .arg(out.unfilled.join(QStringLiteral(", "))));
    if (!untrue.isEmpty())
        return command.refuse(
            Words::tr("Not so by the rows of this moment: %1.").arg(untrue.join(QStringLiteral(", "))));
    if (out.falseReply)
        return command.refuse(Words::tr("The subject would read as an answer."));
    return command.refuse(Words::tr("The template is not written as one: check its braces."));
}

static int printFilled(Command &command, const Template &row, const FilledMessage &out)
{
    if (!command.json()) {
        if (row.channel == Channel::Email)
            command.say(Words::tr("Subject: %1").arg(out.subject) + u'\n');
        command.say(out.body);
        if (!out.footer.isEmpty())
            command.say(QStringLiteral("\n-- \n") + out.footer);
        if (row.channel == Channel::Text)
            sayLength(command, textLength(out.body));
        return ExitDone;
    }
    QJsonArray claims;
    for (const LiveClaim &claim : out.claims)
        claims.append(QJsonObject{{QStringLiteral("field"), QLatin1String(fieldOf(claim.field).name)},
            {QStringLiteral("value"), claim.value}, {QStringLiteral("as_of"), claim.asOf}});
    QJsonObject json{{QStringLiteral("key"), row.key}, {QStringLiteral("language"), row.language},
        {QStringLiteral("version"), row.version}, {QStringLiteral("channel"), channelCode(row.channel)},
        {QStringLiteral("subject"), out.subject}, {QStringLiteral("body"), out.body},
        {QStringLiteral("rich"), out.rich}, {QStringLiteral("footer"), out.footer}, {QStringLiteral("claims"), claims}};
    if (row.channel == Channel::Text)
        json.insert(QStringLiteral("length"), lengthJson(textLength(out.body)));
    command.print(json);
    return ExitDone;
}

int fillCommand(const QStringList &arguments)
{
    Command command("fill", arguments);
    command.positional("TEMPLATE", Words::tr("The key of a template; see templates."));
    command.positional("LEAD", Words::tr("The lead."));
    command.option("lang", Words::tr("en, es or fr in place of the customer's language."), "LANG");
    if (!command.read(2, 20))
        return command.status();
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().mid(1).join(u' '), status);
    if (!lead)
        return status;
    Session &session = command.session();
    const auto facts = templateFacts(session.database(), *lead, session.now(), session.person());
    if (!facts)
        return command.fail(facts.error());
    const QString asked = command.isSet("lang") ? command.value("lang") : facts->language;
    if (command.isSet("lang") && messageLanguage(asked, {}) != asked)
        return command.usage(Words::tr("--lang takes en, es or fr."));
    const QString key = command.words().value(0);
    const auto row = templateFor(session.database(), key, languagesOf(asked, facts->storeLanguage));
    if (!row && row.error().code == Error::Code::NotFound)
        return giveUp(ExitNotFound, "not_found", Words::tr("There is no template %1 that is switched on.").arg(key));
    if (!row)
        return command.fail(row.error());
    const FilledMessage out = fill(*row, templateValues(*facts, row->language));
    return out.isReady() ? printFilled(command, *row, out) : refuseUnready(command, out);
}

} // namespace updesk
