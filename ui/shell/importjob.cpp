// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/importjob.h"

#include "core/store/desksetting.h"
#include "ui/parts/ask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace updesk
{

static QString key() { return QStringLiteral("import_paths"); }

ImportJob::ImportJob(Session &session, Run run) : m_session(session), m_run(std::move(run)) { }

// That they could not be kept is no reason not to read them now.
void ImportJob::begin(const QStringList &paths)
{
    const QJsonDocument kept(QJsonArray::fromStringList(paths));
    static_cast<void>(
        setDeskSetting(m_session.database(), key(), QString::fromUtf8(kept.toJson(QJsonDocument::Compact))));
    m_progress = {};
    m_since.start();
    m_running = true;
    m_run(paths);
}

void ImportJob::goOn()
{
    const auto kept = deskSetting(m_session.database(), key());
    QStringList paths;
    for (const QJsonValue &path : QJsonDocument::fromJson(kept ? kept->toUtf8() : QByteArray()).array())
        paths << path.toString();
    paths.removeAll(QString());
    if (!paths.isEmpty())
        begin(paths);
}

void ImportJob::heard(const ImportProgress &progress)
{
    m_progress = progress;
    if (!progress.finished)
        return;
    m_running = false;
    static_cast<void>(setDeskSetting(m_session.database(), key(), {}));
}

QString ImportJob::leftWords(qint64 elapsed, int done, int total)
{
    constexpr qint64 kTooEarly = 5000, kSure = 60'000; // ms
    if (elapsed < kTooEarly || done <= 0 || done >= total)
        return {};
    const qint64 left = elapsed * (total - done) / done;
    if (left < kSure)
        return tr("under 1 min");
    const qint64 minutes = (left + kSure / 2) / kSure;
    return minutes < 90 ? tr("about %1 min").arg(QLocale().toString(minutes))
                        : tr("about %1 h").arg(QLocale().toString((minutes + 30) / 60));
}

bool ImportJob::mayQuit(QWidget *window) const
{
    if (!m_running)
        return true;
    const QString at = m_progress.total > 0
        ? tr("Import is at %L1 of %L2. Quit and resume later?").arg(m_progress.done).arg(m_progress.total)
        : tr("An import has just begun. Quit and resume later?");
    return ask(window, {tr("Quit while importing?"), at, {tr("Quit and resume later"), tr("Stay")}}) == 0;
}

} // namespace updesk
