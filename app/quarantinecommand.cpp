// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/intakewords.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/documentrows.h"
#include "core/desk/givenup.h"
#include "core/intake/bytes.h"
#include "core/leads/original.h"
#include "core/store/apply.h"

#include <QJsonArray>

namespace updesk
{

static std::optional<Id> idIn(const QString &hex) { return Id::fromHex(hex.toLower().toStdString()); }

static int retry(Command &command, const QString &hex)
{
    const auto id = idIn(hex);
    if (!id)
        return command.usage(Words::tr("--retry needs a whole id from the list."));
    const auto result = command.isSet("given-up") ? takeUpAgain(command.session(), OriginalId{*id})
                                                  : retryQuarantine(command.session(), RowOnlyId{*id});
    if (!result)
        return command.fail(result.error());
    if (command.json())
        command.print(intakeJson(hex, *result));
    else
        command.say(intakeWords(*result));
    return ExitDone;
}

namespace
{

struct KeptDocument {
    QString code;
    QByteArray bytes;
};

} // namespace

static Result<KeptDocument> keptDocument(Command &command, const Id &id)
{
    Database &database = command.session().database();
    if (command.isSet("given-up")) {
        auto document = givenUpDocument(database, {id});
        return document
            ? Result<KeptDocument>(KeptDocument{QString::fromLatin1(kGivenUpCode), std::move(document->bytes)})
            : document.error();
    }
    const auto row = load(database, kQuarantine, id);
    auto bytes = row ? documentBytes(database, row->original) : Result<QByteArray>(row.error());
    return bytes ? Result<KeptDocument>(KeptDocument{row->code, std::move(*bytes)}) : bytes.error();
}

static int show(Command &command, const QString &hex)
{
    const auto id = idIn(hex);
    if (!id)
        return command.usage(Words::tr("--show needs a whole id from the list."));
    const auto document = keptDocument(command, *id);
    if (!document)
        return command.fail(document.error());
    if (command.json())
        command.print({{QStringLiteral("id"), hex}, {QStringLiteral("code"), document->code},
            {QStringLiteral("bytes"), QString::fromLatin1(document->bytes.toBase64())}});
    else
        command.say(readableBytes(document->bytes).replace(QLatin1String("\r\n"), QLatin1String("\n")));
    return ExitDone;
}

static QuarantineListed listed(const Command &command)
{
    return command.isSet("given-up") ? QuarantineListed::GivenUp
        : command.isSet("set-aside") ? QuarantineListed::SetAside
                                     : QuarantineListed::Waiting;
}

int quarantineCommand(const QStringList &arguments)
{
    constexpr int kMostRows = 10'000;
    Command command("quarantine", arguments);
    command.option(
        "set-aside", Words::tr("What was set aside, by a person or as spam, newsletter or automatic answer."));
    command.option("given-up",
        Words::tr("What the server did not take and somebody gave up at this desk; with --show "
                  "and --retry too, which takes it up again."));
    command.option("retry", Words::tr("Read this one again with today's rules."), "ID");
    command.option("show", Words::tr("Print what came in."), "ID");
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    if (command.isSet("retry"))
        return retry(command, command.value("retry"));
    if (command.isSet("show"))
        return show(command, command.value("show"));
    const auto rows = quarantineRows(command.session().database(), kMostRows, listed(command));
    const auto rules = command.session().rules();
    if (!rows || !rules)
        return command.fail(!rows ? rows.error() : rules.error());
    const LeadWords words(*rules, command.session().now());
    const TextTable table(
        {Words::tr("CAME"), Words::tr("WHY"), Words::tr("FROM"), Words::tr("SUBJECT"), Words::tr("ID")},
        {16, 18, 30, 40, 32});
    QJsonArray list;
    if (!command.json())
        command.say(table.head());
    for (const QuarantineRow &row : *rows) {
        const QString id = QString::fromLatin1(row.id.value.hex());
        const QString subject = row.subject.isEmpty() ? row.name : row.subject;
        if (command.json())
            list.append(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("came"), words.timeCode(row.at)},
                {QStringLiteral("code"), row.code}, {QStringLiteral("sender"), row.sender},
                {QStringLiteral("subject"), row.subject}, {QStringLiteral("name"), row.name},
                {QStringLiteral("emails"), QJsonArray::fromStringList(row.emails)},
                {QStringLiteral("phones"), QJsonArray::fromStringList(row.phones)}});
        else
            command.say(table.line({words.time(row.at), row.code, row.sender, subject, id}));
    }
    if (command.json())
        command.print({{QStringLiteral("rows"), list}});
    return ExitDone;
}

} // namespace updesk
