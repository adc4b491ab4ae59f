// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/parsecommand.h"

#include "core/intake/parse.h"
#include "core/intake/parsejson.h"

#include <QCommandLineParser>
#include <QFile>

#include <cstdio>

namespace updesk
{
namespace
{

constexpr int kNotOpened = 1;
constexpr int kUsageError = 2;

void complain(const QString &message) { std::fprintf(stderr, "updeskctl parse: %s\n", qPrintable(message)); }

/// One byte more than is read at all tells a file that is too large.
bool readFile(const QString &name, QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    bytes = file.read(kLargestDocument + 1);
    return file.error() == QFileDevice::NoError;
}

int printParsed(const QStringList &files, ParseContext context)
{
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return kNotOpened;
    int status = 0;
    bool first = true;
    out.write("[");
    for (const QString &name : files) {
        QByteArray bytes;
        if (!readFile(name, bytes)) {
            complain(QStringLiteral("cannot open %1").arg(name));
            status = kNotOpened;
            continue;
        }
        context.fileName = name;
        out.write(first ? "\n" : ",\n");
        first = false;
        writeParsedJson(name, parse(bytes, context), out);
    }
    out.write("\n]\n");
    return status;
}

} // namespace

int parseCommand(const QStringList &arguments)
{
    QCommandLineParser options;
    const QCommandLineOption zone(QStringLiteral("tz"), QStringLiteral("The dealer's time zone."),
        QStringLiteral("ZONE"), QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    const QCommandLineOption region(QStringLiteral("region"),
        QStringLiteral("Where phones without a country are dialled."), QStringLiteral("CC"), QStringLiteral("US"));
    const QCommandLineOption json(
        QStringLiteral("json"), QStringLiteral("Prints JSON, as it does anyway; for the sake of scripts."));
    const QCommandLineOption store(QStringLiteral("store"),
        QStringLiteral("Taken as by every command; it reads no store."), QStringLiteral("FILE"));
    options.addOptions({zone, region, json, store});
    options.addPositionalArgument(
        QStringLiteral("FILE"), QStringLiteral("Documents to read."), QStringLiteral("FILE..."));
    const QCommandLineOption help = options.addHelpOption();
    if (!options.parse(QStringList{QStringLiteral("updeskctl parse")} + arguments)) {
        complain(options.errorText());
        return kUsageError;
    }
    if (options.isSet(help)) {
        std::fputs(qPrintable(options.helpText()), stdout);
        return 0;
    }
    ParseContext context;
    context.region = options.value(region).toUpper();
    if (const QByteArray id = options.value(zone).toLatin1(); !options.isSet(zone)) {
        context.zone = QTimeZone::systemTimeZone();
    } else if (QTimeZone::isTimeZoneIdAvailable(id)) { // the constructor takes any short word for a zone of POSIX
        context.zone = QTimeZone(id);
    } else {
        complain(QStringLiteral("no such time zone: %1").arg(options.value(zone)));
        return kUsageError;
    }
    if (options.positionalArguments().isEmpty()) {
        complain(QStringLiteral("no file given"));
        return kUsageError;
    }
    return printParsed(options.positionalArguments(), std::move(context));
}

} // namespace updesk
