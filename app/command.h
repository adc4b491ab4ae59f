// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keyplace.h"
#include "core/base/correctedclock.h"
#include "core/desk/atrest.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonObject>
#include <QTimeZone>

namespace updesk
{

/// What a command returns to the shell; the same for every command (docs/commandline.md).
enum Exit { ExitDone = 0, ExitFailed = 1, ExitUsage = 2, ExitRefused = 3, ExitNotFound = 4, ExitFaults = 5 };

/// Words of the command line.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Updeskctl)
};

/// The desk's clock, as in the window, until --now or --speed puts another in its place.
class CommandClock final : public Clock
{
public:
    Time now() const override { return m_sample ? m_sample->now() : m_corrected.now(); }
    Time jumped(Time at) const override { return m_sample ? 0 : m_corrected.jumped(at); }
    ClockMemory memory() const override { return m_sample ? ClockMemory() : m_corrected.memory(); }
    void start(Time at, int speed) { m_sample.emplace(at, speed); }
    CorrectedClock &corrected() { return m_corrected; }
    const Clock &own() const { return m_corrected.own(); } ///< uncorrected: what the server's time is compared with

private:
    CorrectedClock m_corrected;
    std::optional<SampleClock> m_sample;
};

/// One run of a command: its options, the store it works on, and how it speaks.
class Command
{
public:
    /// `usage` is what stands behind the verb; `arguments` come without the verb.
    Command(const char *verb, const QStringList &arguments);

    void option(const char *name, const QString &about, const char *value = nullptr);
    void positional(const char *name, const QString &about);
    /// False when the words were wrong or help was asked for; return status() then.
    bool read(int leastWords, int mostWords);
    /// Opens the store of --store and applies --now, --speed and --user; false: it said why.
    bool openStore();
    /// The key that the store's file is to be opened or, OrCreate, made with (readyFile()); nothing: it said why.
    std::optional<FileKey> readyStore(Database::Open mode = Database::Open::Existing);
    AtRest atRest() { return updesk::atRest(*m_session, keys()); } ///< of the open store
    /// Whoever was chosen at this desk in the window's user menu acts, unless --user named somebody; it may be nobody
    /// yet. False: it said why that could not be read.
    bool actAsChosen();
    int status() const { return m_status; }

    Session &session() { return *m_session; }
    CommandClock &clock() { return m_clock; }
    Time now() const { return m_clock.now(); }
    bool isSet(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return m_parser.value(QLatin1String(name)); }
    QStringList words() const { return m_parser.positionalArguments(); }
    bool json() const { return isSet("json"); }
    QString storePath() const;
    /// A moment as ISO text (the store's zone when it names none) or a time of today; nothing: said so.
    std::optional<Time> moment(const char *name);
    /// The store's, once one is open.
    QTimeZone zone();
    void useZone(const QByteArray &zone) { m_zone = zone; }

    void say(const QString &line) const; ///< to standard output
    void print(const QJsonObject &object) const;
    int usage(const QString &sentence) const; ///< to standard error, ExitUsage
    int refuse(const QString &sentence) const;
    int nobodyChosen() const; ///< a person's own work without a person
    int fail(const Error &error) const; ///< the sentence and the status of this error

private:
    bool actOnSample();
    FileKeys &keys();
    QString m_verb;
    QStringList m_arguments;
    QCommandLineParser m_parser;
    CommandClock m_clock;
    QByteArray m_zone;
    std::unique_ptr<KeyPlace> m_keys;
    std::unique_ptr<Session> m_session;
    int m_status = ExitDone;
};

/// What happened, what is safe, what to do; one sentence of words for an error.
QString sentenceOf(const Error &error);
Exit statusOf(const Error &error);

/// The code of an error for programs: "not_found".
const char *codeOf(const Error &error);

/// A line to standard error.
void complain(const QString &line);

/// Whether giveUp() speaks to programs too; off at first.
void speakJson(bool on);

/// Says why a command ends and returns its status: the sentence to standard error and, with --json, an object whose
/// `error` has code, message, status and `more` to standard output.
int giveUp(Exit status, const char *code, const QString &sentence, QJsonObject more = {});

} // namespace updesk
