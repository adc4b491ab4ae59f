// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/folderwatch.h"

#include "core/store/desksetting.h"
#include "ui/parts/ask.h"
#include "ui/parts/sentence.h"
#include "ui/shell/deskstatus.h"
#include "ui/shell/mainwindow.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace updesk
{

static const QString kWatched = QStringLiteral("watched_folder");

FolderWatch::FolderWatch(Session &session, MainWindow &window, std::function<void(const QString &)> tell)
    : m_session(session), m_window(window), m_tell(std::move(tell))
{
    m_ask = [this] {
        return QFileDialog::getExistingDirectory(&m_window, tr("Folder to watch for lead files"), m_state.folder);
    };
    addCommands();
}

void FolderWatch::addCommands()
{
    m_window.commands()->add({.name = QStringLiteral("watchFolder"),
        .words = tr("Watch a folder for lead files ..."),
        .icon = Icon::Import,
        .run = [this] { choose(); },
        .inUserMenu = true});
    Command end{.name = QStringLiteral("stopWatching"), .icon = Icon::Close, .inUserMenu = true};
    if (!m_state.folder.isEmpty()) {
        end.words = tr("Stop watching %1").arg(QDir(m_state.folder).dirName());
        end.run = [this] { stop(); };
    }
    m_window.commands()->add(end);
}

void FolderWatch::begin()
{
    const auto folder = deskSetting(m_session.database(), kWatched);
    if (!folder)
        return Q_EMIT said(sentence(folder.error()));
    if (folder->isEmpty())
        return;
    show({.folder = *folder, .there = QFileInfo(*folder).isDir()});
    m_tell(*folder);
}

// Files that lie there already are about to be moved: that is asked first, for a folder chosen by mistake.
bool FolderWatch::mayMove(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.isDir() || !info.isWritable()) {
        Q_EMIT said(tr("UpDesk may not move files in %1. Nothing was changed. Choose a folder you may write to.")
                        .arg(info.fileName()));
        return false;
    }
    const auto files = QDir(folder).entryList(QDir::Files | QDir::NoSymLinks).size();
    if (files == 0)
        return true;
    const Question question{tr("Read the files in %1?").arg(info.fileName()),
        tr("%n file(s) lie in it. Each is read and moved to the folder done or failed inside it. None is deleted.",
            nullptr, int(files)),
        {tr("Read and move them"), tr("Choose another folder")}};
    const int answer = ask(&m_window, question);
    if (answer == 1)
        choose();
    return answer == 0;
}

void FolderWatch::choose()
{
    const QString folder = m_ask();
    if (folder.isEmpty() || !mayMove(folder))
        return;
    if (auto kept = setDeskSetting(m_session.database(), kWatched, folder); !kept)
        return Q_EMIT said(sentence(kept.error()));
    show({.folder = folder});
    m_tell(folder);
    Q_EMIT said(tr("Watching %1. Lead files put there become leads.").arg(QDir(folder).dirName()));
}

void FolderWatch::stop()
{
    const QString before = QDir(m_state.folder).dirName();
    if (auto kept = setDeskSetting(m_session.database(), kWatched, {}); !kept)
        return Q_EMIT said(sentence(kept.error()));
    show({});
    m_tell({});
    Q_EMIT said(tr("%1 is no longer watched. Its files are as they were.").arg(before));
}

QString FolderWatch::lastWords() const
{
    if (m_state.rests)
        return tr("another desk reads lead files");
    const auto rules = m_session.rules();
    const QString at = rules ? localTime(**rules, m_state.at, m_session.now()) : QString();
    switch (m_state.last) {
    case WatchState::Last::None:
        break;
    case WatchState::Last::Read:
        return tr("%1 read %2", "a file, a time").arg(m_state.file, at);
    case WatchState::Last::Known:
        return tr("%1 was here already, %2", "a file, a time").arg(m_state.file, at);
    case WatchState::Last::Failed:
        return tr("%1 not readable, %2", "a file, a time").arg(m_state.file, at);
    case WatchState::Last::Waiting:
        return tr("%1 could not be saved yet, %2", "a file, a time").arg(m_state.file, at);
    case WatchState::Last::Stuck:
        return tr("%1 could not be moved, %2", "a file, a time").arg(m_state.file, at);
    }
    return tr("no file yet");
}

void FolderWatch::show(const WatchState &state)
{
    const bool other = m_state.folder != state.folder;
    m_state = state;
    if (other)
        addCommands();
    ShellState shown = m_window.state();
    shown.folder = {};
    if (!state.folder.isEmpty()) {
        const QString name = QDir(state.folder).dirName();
        shown.folder.words = state.there ? tr("%1: %2", "a folder, what was last read").arg(name, lastWords())
                                         : tr("Folder %1 is missing").arg(name);
        shown.folder.tip = state.there ? tr("Watched for lead files: %1").arg(QDir::toNativeSeparators(state.folder))
                                       : tr("%1 is not there. When it is back, UpDesk goes on reading it.")
                                             .arg(QDir::toNativeSeparators(state.folder));
        const bool waits = state.there && state.last == WatchState::Last::Waiting;
        if (waits)
            shown.folder.tip = tr("The store is busy or the disk is full. The file is still in %1; UpDesk tries again "
                                  "by itself.")
                                   .arg(QDir::toNativeSeparators(state.folder));
        if (state.there && state.rests)
            shown.folder.tip =
                tr("One desk at a time reads lead files, and now it is another one. Files put into %1 wait "
                   "here until it is this desk's turn.")
                    .arg(QDir::toNativeSeparators(state.folder));
        shown.folder.isWrong = !state.there || waits || state.last == WatchState::Last::Stuck;
    }
    m_window.setState(shown);
}

} // namespace updesk
