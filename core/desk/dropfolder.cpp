// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dropfolder.h"

#include "core/intake/parse.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace updesk
{

DropFolder::DropFolder(Session &session, QString folder, QObject *parent)
    : QObject(parent), m_session(&session), m_folder(std::move(folder))
{
    connect(&m_timer, &QTimer::timeout, this, [this] { look(m_running.elapsed()); });
}

void DropFolder::start(int everyMs)
{
    m_running.start();
    look(0);
    m_timer.start(everyMs);
}

static bool isWhole(const QFileInfo &file)
{
    static constexpr const char *kHalf[] = {".part", ".tmp", ".crdownload", ".filepart", "~"};
    const QString name = file.fileName().toLower();
    return std::ranges::none_of(kHalf, [&](const char *end) { return name.endsWith(QLatin1String(end)); });
}

/// Moves the file into this folder; a name that is taken gets a number. Empty: it stays.
static QString movedInto(const QString &path, const QDir &dir)
{
    const QFileInfo file(path);
    if (!dir.mkpath(QStringLiteral(".")))
        return {};
    const QString stem = file.completeBaseName().isEmpty() ? file.fileName() : file.completeBaseName();
    const QString end = file.suffix().isEmpty() || file.completeBaseName().isEmpty() ? QString() : u'.' + file.suffix();
    QString to = dir.filePath(file.fileName());
    for (int n = 2; n < 100'000; ++n) {
        if (!QFileInfo::exists(to)) {
            step("name chosen");
            if (moveToFreeName(path, to))
                return to;
            if (!QFileInfo::exists(to)) // not for its name
                return {};
        }
        to = dir.filePath(QStringLiteral("%1 (%2)%3").arg(stem).arg(n).arg(end));
    }
    return {};
}

static QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

static QByteArray hashOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? hashOf(file.read(kLargestDocument + 1)) : QByteArray();
}

/// Conflict when the file is no longer the one that was looked at; errors of the file have its path as subject.
Result<IntakeResult> DropFolder::read(const QString &path, Seen &seen)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Denied, path, file.errorString()};
    if (stampOf(file) != seen.stamp)
        return Error{Error::Code::Conflict, path, {}};
    const QByteArray bytes = file.read(kLargestDocument + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{Error::Code::Denied, path, file.errorString()};
    step("document read");
    const auto result = takeDocument(*m_session, bytes, QFileInfo(path).fileName(), seen.stamp.size);
    if (!result)
        return result;
    // What was in the quarantine already goes where it went the first time, also when that was cut off before the move.
    const bool failed = result->outcome == IntakeResult::Outcome::Quarantined
        || (result->outcome == IntakeResult::Outcome::Known && result->captured.empty() && !result->code.isEmpty());
    seen.read = Read{hashOf(bytes), failed ? QStringLiteral("failed") : QStringLiteral("done")};
    return result;
}

// Only what was read goes away: a file that came in its place, or was written to meanwhile, stays for a later look.
QString DropFolder::putAway(const QString &path, Seen &seen)
{
    if (stampOf(path) != seen.stamp)
        return path;
    const QString now = movedInto(path, QDir(m_folder).filePath(seen.read->goesTo));
    if (now.isEmpty() || hashOfFile(now) == seen.read->sha256)
        return now;
    seen.read.reset(); // written to so soon that its time is still the same
    const QString back = moveToFreeName(now, path) ? path : movedInto(now, QDir(m_folder));
    return back.isEmpty() ? now : path;
}

// The store has the document on the disk before the file moves: after a crash between the two, the same bytes are
// known.
DropFolder::Taken DropFolder::take(const QString &path, Seen &seen, qint64 at)
{
    if (seen.read) {
        if (const QString now = putAway(path, seen); !now.isEmpty() && now != path) {
            watch(now, at);
            Q_EMIT moved(path, now);
        }
        return Taken::No;
    }
    const auto result = read(path, seen);
    if (!result) {
        const bool ofTheFile = result.error().subject == path;
        if (result.error().code != Error::Code::Conflict && !std::exchange(seen.told, true)) {
            if (ofTheFile)
                Q_EMIT refused(path, result.error());
            else
                Q_EMIT waits(path, result.error());
        }
        return !ofTheFile && result.error().code == Error::Code::Busy ? Taken::StoreBusy : Taken::No;
    }
    step("document taken");
    const QString now = putAway(path, seen);
    step("document moved");
    if (!now.isEmpty() && now != path)
        watch(now, at);
    Q_EMIT taken(path, *result, now);
    return Taken::Yes;
}

void DropFolder::watch(const QString &moved, qint64 at)
{
    constexpr size_t kMost = 500; // of an export of thousands the last ones
    if (m_moved.size() >= kMost)
        m_moved.erase(m_moved.begin());
    m_moved.push_back({moved, stampOf(moved), at, at + kWatched});
}

// A program that pauses for longer than a second writes on in the file wherever it lies. What it wrote before is read
// already; the whole comes back, so that nothing of it is lost.
void DropFolder::lookAtMoved(qint64 at)
{
    if (at < m_movedLook)
        return;
    m_movedLook = at + kStill;
    for (Moved &one : m_moved) {
        const FileStamp now = stampOf(one.path);
        if (now.inode != one.stamp.inode || now.device != one.stamp.device) {
            one.until = 0; // it is gone, or another's
        } else if (now != one.stamp) {
            one.stamp = now;
            one.since = at;
            one.until = at + kWatched;
            one.written = true;
        } else if (one.written && at - one.since >= kStill) {
            if (const QString back = movedInto(one.path, QDir(m_folder)); !back.isEmpty()) {
                one.until = 0;
                Q_EMIT cameBack(one.path, back);
            }
        }
    }
    std::erase_if(m_moved, [at](const Moved &one) { return one.until <= at; });
}

int DropFolder::look(qint64 at)
{
    const QDir dir(m_folder);
    if (dir.exists() != m_there) {
        m_there = !m_there;
        Q_EMIT cameOrWent(m_there);
    }
    if (!m_there) {
        m_seen.clear();
        return 0;
    }
    if (m_resting)
        return 0;
    lookAtMoved(at);
    int count = 0;
    bool busy = false; // then the others would only wait as long, each
    QHash<QString, Seen> still;
    const QFileInfoList files = dir.entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    for (const QFileInfo &file : files) {
        if (!isWhole(file))
            continue;
        const QString path = file.absoluteFilePath();
        Seen seen = m_seen.value(path);
        if (const FileStamp stamp = stampOf(path); seen.stamp != stamp) {
            seen = {stamp, at, false, {}};
        } else if (!busy && at - seen.since >= kStill) {
            const Taken how = take(path, seen, at);
            count += how == Taken::Yes;
            busy = how == Taken::StoreBusy;
        }
        still.insert(path, seen);
    }
    m_seen = std::move(still);
    return count;
}

} // namespace updesk
