// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dropfolder.h"

#include <QDateTime>
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

/// Moves the file into the folder of this name inside its own; a name that is taken gets a number. Empty: it stays.
static QString movedInto(const QString &path, const QString &folder)
{
    const QFileInfo file(path);
    const QDir dir(file.absolutePath() + u'/' + folder);
    if (!dir.mkpath(QStringLiteral(".")))
        return {};
    const QString stem = file.completeBaseName().isEmpty() ? file.fileName() : file.completeBaseName();
    const QString end = file.suffix().isEmpty() || file.completeBaseName().isEmpty() ? QString() : u'.' + file.suffix();
    QString to = dir.filePath(file.fileName());
    for (int n = 2; QFileInfo::exists(to) && n < 100'000; ++n)
        to = dir.filePath(QStringLiteral("%1 (%2)%3").arg(stem).arg(n).arg(end));
    return QFile::rename(path, to) ? to : QString(); // rename never replaces a file
}

// The store has the document on the disk before the file moves: after a crash between the two, the same bytes are
// known.
bool DropFolder::take(const QString &path, Seen &seen)
{
    const IntakeResult result = takeFile(*m_session, path);
    if (result.outcome == IntakeResult::Outcome::Unreadable) {
        seen.told = true;
        Q_EMIT refused(path, {Error::Code::Failed, path, {}});
        return false;
    }
    step("document taken");
    // What was in the quarantine already goes where it went the first time, also when that was cut off before the move.
    const bool failed = result.outcome == IntakeResult::Outcome::Quarantined
        || (result.outcome == IntakeResult::Outcome::Known && result.captured.empty() && !result.code.isEmpty());
    const QString now = movedInto(path, failed ? QStringLiteral("failed") : QStringLiteral("done"));
    step("document moved");
    seen.told = now.isEmpty();
    Q_EMIT taken(path, result, now);
    return true;
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
    int count = 0;
    QHash<QString, Seen> still;
    const QFileInfoList files = dir.entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    for (const QFileInfo &file : files) {
        if (!isWhole(file))
            continue;
        const QString path = file.absoluteFilePath();
        Seen seen = m_seen.value(path);
        const qint64 changed = file.lastModified().toMSecsSinceEpoch();
        if (seen.size != file.size() || seen.changed != changed)
            seen = {file.size(), changed, at, false};
        else if (!seen.told && at - seen.since >= kStill)
            count += take(path, seen);
        still.insert(path, seen);
    }
    m_seen = std::move(still);
    return count;
}

} // namespace updesk
