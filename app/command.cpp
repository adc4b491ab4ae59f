// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include "app/samplewords.h"
#include "app/setupwords.h"
#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "ui/parts/atrestwords.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTimeZone>

#include <cstdio>

namespace updesk
{

static bool s_json = false; // one process runs one command

void speakJson(bool on) { s_json = on; }

Command::Command(const char *verb, const QStringList &arguments)
    : m_verb(QString::fromLatin1(verb)), m_arguments(arguments)
{
    option("store", Words::tr("The store's file."), "FILE");
    option("key-file",
        Words::tr("The key of the store's file, where this computer has no key store; made when it is not there."),
        "FILE");
    option("json", Words::tr("Print JSON for programs."));
    option("now", Words::tr("Sample stores only: the moment it is, in ISO form."), "TIME");
    option("speed", Words::tr("Sample stores only: how much faster than the world time runs."), "N");
    option("user",
        Words::tr("Sample stores only: the login of who is at the desk, instead of who was chosen in the window."),
        "LOGIN");
}

void Command::option(const char *name, const QString &about, const char *value)
{
    m_parser.addOption({QString::fromLatin1(name), about, QString::fromLatin1(value)});
}

void Command::positional(const char *name, const QString &about)
{
    m_parser.addPositionalArgument(QString::fromLatin1(name), about, QString::fromLatin1(name));
}

bool Command::read(int leastWords, int mostWords)
{
    const QCommandLineOption help = m_parser.addHelpOption();
    if (!m_parser.parse(QStringList{QStringLiteral("updeskctl ") + m_verb} + m_arguments)) {
        m_status = usage(m_parser.errorText());
        return false;
    }
    if (m_parser.isSet(help)) {
        std::fputs(qPrintable(m_parser.helpText()), stdout);
        m_status = ExitDone;
        return false;
    }
    const auto count = int(words().size());
    if (count < leastWords || (mostWords >= 0 && count > mostWords)) {
        m_status = usage(count < leastWords ? Words::tr("Something is missing.") : Words::tr("There is too much."));
        return false;
    }
    return true;
}

QString Command::storePath() const
{
    if (isSet("store"))
        return value("store");
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/store.updesk");
}

FileKeys &Command::keys()
{
    if (!m_keys)
        m_keys = std::make_unique<KeyPlace>(value("key-file"));
    return m_keys->keys();
}

std::optional<FileKey> Command::readyStore(Database::Open mode)
{
    const auto key = readyFile(storePath(), m_clock, keys(), mode);
    if (key)
        return *key;
    m_status = fail(key.error());
    return std::nullopt;
}

bool Command::openStore()
{
    if (!readyStore())
        return false;
    auto session = Session::open(storePath(), m_clock);
    if (!session) {
        m_status = fail(session.error());
        return false;
    }
    m_session = std::move(*session);
    if (auto recalled = recallClock(m_session->database(), m_clock.corrected()); !recalled) {
        m_status = fail(recalled.error());
        return false;
    }
    (void)keepClock(m_session->database(), m_clock); // a store that cannot be written now may still be read
    return actOnSample();
}

// They must never bend the clock of a real store or skip its sign-in.
bool Command::actOnSample()
{
    for (const char *name : {"now", "speed", "user"}) {
        if (isSet(name) && !m_session->isSample()) {
            m_status = refuse(sampleOnlySentence(QLatin1String(name)));
            return false;
        }
    }
    bool isNumber = true;
    const int speed = isSet("speed") ? value("speed").toInt(&isNumber) : 1;
    if (!isNumber || speed < 1 || speed > 100'000) {
        m_status = usage(Words::tr("--speed takes a whole number from 1 to 100000."));
        return false;
    }
    if (isSet("now")) {
        const auto at = moment("now");
        if (!at)
            return false;
        m_clock.start(*at, speed);
    } else if (speed > 1) {
        m_clock.start(m_clock.now(), speed);
    }
    if (!isSet("user"))
        return true;
    const auto rules = m_session->rules();
    if (!rules) {
        m_status = fail(rules.error());
        return false;
    }
    for (const Person &person : (*rules)->people) {
        if (person.login.compare(value("user"), Qt::CaseInsensitive) == 0) {
            m_session->setPerson(person.id);
            return true;
        }
    }
    m_status = giveUp(ExitNotFound, "not_found", Words::tr("Nobody here has the login %1.").arg(value("user")));
    return false;
}

bool Command::actAsChosen()
{
    if (!m_session->person().isNull())
        return true;
    const auto rules = m_session->rules();
    const auto chosen = deskSetting(m_session->database(), QStringLiteral("person"));
    if (!rules || !chosen) {
        m_status = fail(!rules ? rules.error() : chosen.error());
        return false;
    }
    for (const Person &person : (*rules)->people) {
        if (person.active && *chosen == QString::fromLatin1(person.id.value.hex()))
            m_session->setPerson(person.id);
    }
    return true;
}

QTimeZone Command::zone()
{
    if (m_session) {
        const auto rules = m_session->rules();
        const QTimeZone zone(rules ? (*rules)->dealership.timeZone.toUtf8() : QByteArray());
        if (zone.isValid())
            return zone;
    }
    return m_zone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(m_zone);
}

std::optional<Time> Command::moment(const char *name)
{
    const QString text = value(name);
    QDateTime read = QDateTime::fromString(text, Qt::ISODate);
    if (!read.isValid()) {
        const QTime time = QTime::fromString(text, QStringLiteral("H:mm"));
        if (time.isValid())
            read = QDateTime(QDateTime::fromMSecsSinceEpoch(m_clock.now(), zone()).date(), time, Qt::LocalTime);
    }
    if (!read.isValid()) {
        m_status = usage(
            Words::tr("--%1 takes a time such as 2026-03-12T10:00 or 10:00, not %2.").arg(QLatin1String(name), text));
        return std::nullopt;
    }
    if (read.timeSpec() == Qt::LocalTime)
        read = QDateTime(read.date(), read.time(), zone());
    return read.toMSecsSinceEpoch();
}

// Marks that turn the order in which the letters of a line are shown.
static bool turnsLetters(QChar c)
{
    return c == u'\u061c' || (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069');
}

// What strangers wrote stands in many lines: a terminal must show it, not obey it.
static QString harmless(QString text)
{
    for (QChar &c : text) {
        if ((c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') || turnsLetters(c))
            c = u'\u00b7';
    }
    return text;
}

void Command::say(const QString &line) const
{
    std::fputs(harmless(line).toUtf8().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout); // somebody may follow a watched folder line by line
}

void Command::print(const QJsonObject &object) const
{
    std::fputs(QJsonDocument(object).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

int Command::usage(const QString &sentence) const
{
    return giveUp(ExitUsage, "usage",
        QStringLiteral("updeskctl %1: %2 %3").arg(m_verb, sentence, Words::tr("See updeskctl %1 --help.").arg(m_verb)));
}

int Command::nobodyChosen() const
{
    return usage(m_session->isSample()
            ? Words::tr("Nobody is chosen at this desk yet. Name somebody with --user LOGIN, or choose who is here in "
                        "UpDesk's user menu.")
            : Words::tr("Nobody is chosen at this desk yet. Choose who is here in UpDesk's user menu."));
}

int Command::refuse(const QString &sentence) const { return giveUp(ExitRefused, "refused", sentence); }

int Command::fail(const Error &error) const
{
    return giveUp(statusOf(error), codeOf(error), sentenceOf(error), {{QStringLiteral("subject"), error.subject}});
}

void complain(const QString &line)
{
    std::fputs(harmless(line).toUtf8().constData(), stderr);
    std::fputc('\n', stderr);
}

int giveUp(Exit status, const char *code, const QString &sentence, QJsonObject more)
{
    complain(sentence);
    if (!s_json)
        return status;
    more.insert(QStringLiteral("code"), QString::fromLatin1(code));
    more.insert(QStringLiteral("message"), sentence);
    more.insert(QStringLiteral("status"), int(status));
    const QJsonObject out{{QStringLiteral("error"), more}};
    std::fputs(QJsonDocument(out).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    return status;
}

const char *codeOf(const Error &error)
{
    switch (error.code) {
    case Error::Code::Invalid:
        return "invalid";
    case Error::Code::NotFound:
        return "not_found";
    case Error::Code::Duplicate:
        return "duplicate";
    case Error::Code::Conflict:
        return "conflict";
    case Error::Code::Denied:
        return "denied";
    case Error::Code::Damaged:
        return "damaged";
    case Error::Code::TooNew:
        return "too_new";
    case Error::Code::Busy:
        return "busy";
    case Error::Code::Offline:
        return "offline";
    case Error::Code::Failed:
        break;
    }
    return "failed";
}

Exit statusOf(const Error &error)
{
    switch (error.code) {
    case Error::Code::Invalid:
    case Error::Code::Duplicate:
    case Error::Code::Conflict:
    case Error::Code::Denied:
        return ExitRefused;
    case Error::Code::NotFound:
        return ExitNotFound;
    default:
        return ExitFailed;
    }
}

QString sentenceOf(const Error &error)
{
    // SQLite names no file when it meets a broken page.
    const bool nameless = error.code == Error::Code::Damaged && error.subject.isEmpty();
    const QString what = nameless ? Words::tr("the store") : error.subject;
    if (const QString words = setupSentence(error); !words.isEmpty())
        return words;
    if (const QString words = keySentence(error); !words.isEmpty())
        return words;
    switch (error.code) {
    case Error::Code::Invalid:
        return Words::tr("%1 cannot be saved this way. Nothing was changed.").arg(what);
    case Error::Code::NotFound:
        return Words::tr("%1 is not there.").arg(what);
    case Error::Code::Duplicate:
        return Words::tr("%1 is already there. It was left as it is.").arg(what);
    case Error::Code::Conflict:
        return Words::tr("%1 has changed since. Nothing was changed.").arg(what);
    case Error::Code::Denied:
        return Words::tr("Not allowed: %1. Nothing was changed.").arg(what);
    case Error::Code::Damaged:
        return Words::tr("Could not read %1, it is damaged or no store. It was left as it is. Restore a backup.")
            .arg(what);
    case Error::Code::TooNew:
        return Words::tr("%1 was written by a newer UpDesk. It was left as it is. Update UpDesk to open it.").arg(what);
    case Error::Code::Busy:
        return Words::tr("The store is in use by another program. Nothing was changed. Try again in a moment.");
    case Error::Code::Offline:
        return Words::tr("Could not reach the server. Everything is kept on this desk.");
    case Error::Code::Failed:
        break;
    }
    return Words::tr("Could not finish %1. Nothing was changed.").arg(what);
}

} // namespace updesk
