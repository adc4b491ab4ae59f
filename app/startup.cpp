// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "core/desk/sample.h"
#include "core/leads/queuerows.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimeZone>

#include <algorithm>
#include <cstdio>
#include <initializer_list>

namespace updesk
{

static void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("The sales desk of a car dealership."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto add = [&](const char *name, const char *value, const char *words, bool hidden) {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(words), QString::fromLatin1(value));
        if (hidden)
            option.setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(option);
    };
    add("profile", "folder", "Folder that holds the store of this desk.", false);
    add("sample", "size", "Make a store with invented data there: small or large.", false);
    add("now", "time", "Sample stores: start the clock at this ISO time.", true);
    add("speed", "n", "Sample stores: run the clock n times as fast.", true);
    add("theme", "name", "light, dark, contrast or system.", false);
    add("user", "login", "Sample stores: who is at the desk.", true);
    add("screen", "name",
        "Screen to start with: queue, lead, walkin, phoneup, quarantine, appointments, templates, sequences, "
        "messages or settings.",
        true);
    add("lead", "n", "Open the n-th lead of the queue.", true);
    add("grab", "file", "Write a picture of the window and stop.", true);
    add("scale", "n", "Sample stores: everything n times as large, 0.5 to 4.", true);
    add("lang", "name", "Sample stores: forms of this region, such as fr_CA; the words are English.", true);
    add("size", "WxH", "Size of the window.", true);
    parser.addOption([] {
        QCommandLineOption offline(QStringLiteral("offline"), QStringLiteral("Sample stores: as without the server."));
        offline.setFlags(QCommandLineOption::HiddenFromHelp);
        return offline;
    }());
    add("perf-log", "file", "Write how long keys take to paint.", true);
}

// A value that is not understood is refused: a picture of something else would pass for what was asked.
static bool refuse(const char *option, const char *takes)
{
    std::fprintf(stderr, "updesk: --%s takes %s\n", option, takes);
    return false;
}

static bool isOneOf(const QString &value, std::initializer_list<const char *> known)
{
    return value.isEmpty() || std::ranges::any_of(known, [&](const char *one) { return value == QLatin1String(one); });
}

static bool makesSense(const QCommandLineParser &parser)
{
    const auto value = [&](const char *name) { return parser.value(QString::fromLatin1(name)); };
    const auto isCount = [&](const char *name) { return value(name).isEmpty() || value(name).toInt() > 0; };
    static const QRegularExpression size(QStringLiteral("^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$"));
    if (!isOneOf(value("screen"),
            {"queue", "lead", "walkin", "phoneup", "quarantine", "tray", "appointments", "settings", "templates",
                "sequences", "messages"}))
        return refuse("screen",
            "queue, lead, walkin, phoneup, quarantine, appointments, templates, sequences, messages or settings");
    if (!isOneOf(value("sample"), {"small", "large"}))
        return refuse("sample", "small or large");
    if (!isOneOf(value("theme"), {"light", "dark", "contrast", "system"}))
        return refuse("theme", "light, dark, contrast or system");
    if (!value("lang").isEmpty() && QLocale(value("lang")).language() == QLocale::C)
        return refuse("lang", "a language and region such as en_US, es_US or fr_CA");
    if (!value("size").isEmpty() && !size.match(value("size")).hasMatch())
        return refuse("size", "width and height, as in 1366x768");
    if (!value("now").isEmpty() && !QDateTime::fromString(value("now"), Qt::ISODate).isValid())
        return refuse("now", "a moment such as 2026-03-12T10:00:00-05:00");
    if (!isCount("lead"))
        return refuse("lead", "the place of a lead in the queue, from 1 on");
    const double scale = value("scale").toDouble();
    if (!value("scale").isEmpty() && !(scale >= 0.5 && scale <= 4))
        return refuse("scale", "a number from 0.5 to 4");
    return isCount("speed") || refuse("speed", "a number from 1 on");
}

std::optional<StartOptions> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    if (!parser.parse(arguments)) {
        std::fprintf(stderr, "updesk: %s\n", qPrintable(parser.errorText()));
        return std::nullopt;
    }
    parser.process(arguments);
    if (!makesSense(parser))
        return std::nullopt;
    StartOptions options;
    options.profile = parser.value(QStringLiteral("profile"));
    if (options.profile.isEmpty())
        options.profile = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    options.sample = parser.value(QStringLiteral("sample"));
    options.now = parser.value(QStringLiteral("now"));
    options.speed = std::max(1, parser.value(QStringLiteral("speed")).toInt());
    options.theme = parser.value(QStringLiteral("theme"));
    options.user = parser.value(QStringLiteral("user"));
    options.screen = parser.value(QStringLiteral("screen"));
    options.lead = parser.value(QStringLiteral("lead"));
    options.grab = parser.value(QStringLiteral("grab"));
    options.perfLog = parser.value(QStringLiteral("perf-log"));
    options.lang = parser.value(QStringLiteral("lang"));
    options.offline = parser.isSet(QStringLiteral("offline"));
    options.scaled = parser.isSet(QStringLiteral("scale"));
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    options.width = size.value(0).toInt();
    options.height = size.value(1).toInt();
    return options;
}

static constexpr char kSampleZone[] = "America/New_York"; // where the invented store is

QString storePath(const QString &profile) { return QDir(profile).filePath(QStringLiteral("store.updesk")); }

QString samplePath(const QString &profile) { return QDir(profile).filePath(QStringLiteral("sample.updesk")); }

ThemeName themeNamed(const QString &name, ThemeName otherwise)
{
    if (name == QLatin1String("light"))
        return ThemeName::Light;
    if (name == QLatin1String("dark"))
        return ThemeName::Dark;
    if (name == QLatin1String("contrast"))
        return ThemeName::HighContrast;
    return name == QLatin1String("system") ? ThemeName::System : otherwise;
}

QByteArray scaleAsked(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArray word(argv[i]);
        const QByteArray value = word.startsWith("--scale=") ? word.mid(8)
            : word == "--scale" && i + 1 < argc              ? QByteArray(argv[i + 1])
                                                             : QByteArray();
        bool isNumber = false;
        const double scale = value.toDouble(&isNumber);
        if (isNumber && scale >= 0.5 && scale <= 4)
            return value;
    }
    return {};
}

// A moment that names no zone is the store's own, as on the command line, whatever this computer's is.
static std::optional<Time> momentIn(const QString &text, const QByteArray &zone)
{
    QDateTime when = QDateTime::fromString(text, Qt::ISODate);
    if (!when.isValid())
        return std::nullopt;
    if (when.timeSpec() == Qt::LocalTime && QTimeZone::isTimeZoneIdAvailable(zone))
        when = QDateTime(when.date(), when.time(), QTimeZone(zone));
    return when.toMSecsSinceEpoch();
}

static Error denied(const char *what) { return {Error::Code::Denied, QString::fromLatin1(what), {}}; }

static Result<void> chooseClock(Opened &opened, const StartOptions &options, const QString &path)
{
    if (options.now.isEmpty() && options.speed == 1)
        return {};
    if (!opened.session->isSample())
        return denied("now");
    const SystemClock system;
    Time start = system.now();
    if (!options.now.isEmpty()) {
        const auto rules = opened.session->rules();
        if (!rules)
            return rules.error();
        const auto when = momentIn(options.now, (*rules)->dealership.timeZone.toUtf8());
        if (!when)
            return Error{Error::Code::Invalid, QStringLiteral("now"), {}};
        start = *when;
    }
    auto clock = std::make_unique<SampleClock>(start, options.speed);
    auto session = Session::open(path, *clock);
    if (!session)
        return session.error();
    opened.session = std::move(*session);
    opened.clock = std::move(clock);
    opened.corrected = nullptr;
    return {};
}

// A sample shows most to the one whom most leads wait for.
static PersonId busiest(Session &session, const Rulebook &rules)
{
    PersonId busiest;
    int most = -1;
    for (const Person &person : rules.people) {
        QueueFilter mine;
        mine.view = QueueFilter::View::Mine;
        mine.person = person.id;
        const auto counts = queueCounts(session.database(), mine);
        if (!person.active || !counts)
            continue;
        const int waiting = (*counts)[0] + (*counts)[1] + (*counts)[2] + (*counts)[3];
        if (waiting > most)
            busiest = person.id;
        most = std::max(most, waiting);
    }
    return busiest;
}

// Who was here last, else the first who works here; a person signs in with a PIN in a later release.
static Result<void> choosePerson(Session &session, const StartOptions &options)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    if (!options.user.isEmpty() && !session.isSample())
        return denied("user");
    const auto last = deskSetting(session.database(), QStringLiteral("person"));
    PersonId chosen, first;
    for (const Person &person : (*rules)->people) {
        if (!person.active)
            continue;
        const bool asked = !options.user.isEmpty() && person.login == options.user;
        const bool before = options.user.isEmpty() && last && *last == QString::fromLatin1(person.id.value.hex());
        if (first.isNull())
            first = person.id;
        if (asked || before)
            chosen = person.id;
    }
    if (chosen.isNull() && !options.user.isEmpty())
        return Error{Error::Code::NotFound, options.user, {}};
    if (chosen.isNull() && session.isSample())
        chosen = busiest(session, **rules);
    session.setPerson(chosen.isNull() ? first : chosen);
    return {};
}

Result<Opened> openStore(const StartOptions &options, const QString &path, const Ready &ready)
{
    if (!QDir().mkpath(options.profile))
        return Error{Error::Code::Denied, options.profile, {}};
    Opened opened;
    auto corrected = std::make_unique<CorrectedClock>();
    opened.corrected = corrected.get();
    opened.clock = std::move(corrected);
    if (!QFile::exists(path) && !options.sample.isEmpty()) {
        SampleOrder order;
        order.size = options.sample == QLatin1String("large") ? SampleOrder::Size::Large : SampleOrder::Size::Small;
        order.now = momentIn(options.now, kSampleZone).value_or(opened.clock->now());
        if (const auto made = makeSample(path, order); !made)
            return made.error();
    }
    if (const auto key = ready(path, *opened.clock); !key)
        return key.error();
    auto session = Session::open(path, *opened.clock);
    if (!session)
        return session.error();
    opened.session = std::move(*session);
    if (auto recalled = recallClock(opened.session->database(), *opened.corrected); !recalled)
        return recalled.error();
    if (options.offline && !opened.session->isSample())
        return denied("offline");
    if ((!options.lang.isEmpty() || options.scaled) && !opened.session->isSample())
        return denied(options.scaled ? "scale" : "lang");
    if (!options.lang.isEmpty())
        QLocale::setDefault(QLocale(options.lang));
    if (auto chosen = chooseClock(opened, options, path); !chosen)
        return chosen.error();
    if (auto chosen = choosePerson(*opened.session, options); !chosen)
        return chosen.error();
    return opened;
}

} // namespace updesk
