// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desklists.h"

#include "core/sequences/legalstore.h"
#include "core/sync/join.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/settings/settingsscreen.h"
#include "ui/shell/desklaw.h"
#include "ui/shell/mainwindow.h"
#include "ui/welcome/doorwords.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QThread>

namespace updesk
{

using How = CallTaken::How;

DeskLists::DeskLists(Session &session, MainWindow &window, SettingsScreen &screen)
    : m_session(session),
      m_section(*screen.data()),
      m_pick([&window](const QString &title, const QString &kinds) {
          return QFileDialog::getOpenFileName(&window, title, {}, kinds);
      }),
      m_law(std::make_unique<DeskLaw>(session, window, *screen.data())),
      m_secrets(std::make_unique<SystemSecrets>())
{
    connect(&m_section, &DataSection::importWanted, this, &DeskLists::want);
    connect(
        &m_section, &DataSection::dated, this, [this](const QDate &day) { begin(ListKind::DoNotCall, m_file, day); });
    connect(&m_section, &DataSection::cancelWanted, this, [this] {
        if (m_stage)
            m_stage->cancel();
    });
    screen.keepFresh(m_session, *this, [this] { refresh(); });
}

DeskLists::~DeskLists()
{
    if (!m_thread)
        return;
    m_stage->cancel();
    m_thread->wait();
}

void DeskLists::refresh()
{
    m_law->refresh();
    const auto rules = m_session.rules();
    const auto list = dncStatus(m_session.database());
    const auto law = legalRules(m_session.database());
    const bool may = rules && (*rules)->mayChangeRules(m_session.person());
    m_section.setBarred(may ? QString() : tr("Only a manager may import it."));
    if (!rules || !list || !law)
        return m_section.setList({},
            sentence(!rules ? rules.error()
                    : !list ? list.error()
                            : law.error()),
            Colour::Bad);
    if (!list->dated.isValid())
        return m_section.setList(
            tr("None"), tr("Without it nobody may be called who has not dealt with us."), Colour::Bad);
    const QTimeZone zone((*rules)->dealership.timeZone.toLatin1());
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_session.now(), zone).date();
    const ListAge age = listAge(*list, today, (*law)->us);
    const QString words = tr("Of %1; numbers on it: %2", "a date, a count")
                              .arg(regionLongDay(list->dated, today), regionLocale().toString(list->numbers));
    if (age.is == ListAge::Is::Early)
        return m_section.setList(words, tr("Its date is still to come. Until then it does not count."), Colour::Bad);
    if (age.is == ListAge::Is::TooOld)
        return m_section.setList(
            words, tr("It is %n day(s) old: too old to call by. Import a new one.", nullptr, age.days), Colour::Bad);
    m_section.setList(words,
        tr("It is %n day(s) old. A new one is needed after %1.", nullptr, age.days).arg(regionLongDay(age.last, today)),
        age.is == ListAge::Is::EndsSoon ? Colour::Close : Colour::Hint);
}

void DeskLists::want(ListKind kind)
{
    const bool calls = kind == ListKind::Calls;
    const QString file = m_pick(calls ? tr("Import the calls of the phone system") : tr("Import a do-not-call list"),
        calls ? tr("Tables (*.csv *.txt);;All files (*)") : tr("Lists (*.txt *.csv);;All files (*)"));
    if (file.isEmpty())
        return;
    if (calls)
        return begin(kind, file, {});
    m_file = file;
    m_section.askDate(QFileInfo(file).fileName());
}

void DeskLists::begin(ListKind kind, const QString &file, const QDate &dated)
{
    if (m_thread)
        return;
    m_stage = std::make_unique<ListStage>();
    ListWork work;
    work.store = m_session.database().path();
    work.file = file;
    work.dated = dated;
    work.person = m_session.person();
    work.clock = &m_session.clock();
    work.secrets = m_secrets.get();
    work.stage = m_stage.get();
    work.told = [this, kind](int percent) {
        QMetaObject::invokeMethod(
            this, [this, kind, percent] { heard(kind, percent); }, Qt::QueuedConnection);
    };
    m_section.setWorking(kind, tr("The file is being read ..."), true);
    m_thread.reset(QThread::create([this, kind, work] {
        if (kind == ListKind::Calls)
            QMetaObject::invokeMethod(
                this, [this, made = importCalls(work)] { callsRead(made); }, Qt::QueuedConnection);
        else
            QMetaObject::invokeMethod(
                this, [this, made = importList(work)] { listRead(made); }, Qt::QueuedConnection);
    }));
    m_thread->start();
}

void DeskLists::heard(ListKind kind, int percent)
{
    if (!m_thread)
        return;
    const bool taking = kind == ListKind::DoNotCall && percent == 100;
    m_section.setWorking(kind,
        taking ? tr("The list is read. The phones of customers are being marked ...")
               : tr("%1 % of the file is read.", "a number").arg(regionLocale().toString(percent)),
        !taking);
}

void DeskLists::end()
{
    m_thread->wait();
    m_thread.reset();
    m_stage.reset();
    m_session.refresh();
    refresh();
}

bool DeskLists::isShared() const { return bool(serverPlace(m_session.database())); }

void DeskLists::listRead(const ListMade &made)
{
    end();
    const ListKind kind = ListKind::DoNotCall;
    if (made.failed && made.counts)
        return m_section.setRefused(
            kind, tr("The new list counts, but not every phone that is on it could be marked. Import it again."));
    if (made.failed)
        return m_section.setRefused(kind,
            made.cancelled ? tr("The import was canceled. The list that was there holds.")
                           : refused(*made.failed, kind));
    QString words = tr("Imported. Lines read: %1. Numbers: %2. Lines without one: %3.")
                        .arg(regionLocale().toString(made.done.lines), regionLocale().toString(made.done.numbers),
                            regionLocale().toString(made.done.bad));
    if (!made.done.badLines.empty())
        words +=
            u' ' + tr("The first of those is line %1.").arg(regionLocale().toString(made.done.badLines.front().line));
    words += u' '
        + tr("Phones of customers that are on it now: %1, no longer: %2.")
              .arg(regionLocale().toString(made.done.marked), regionLocale().toString(made.done.unmarked));
    m_section.setDone(kind, words);
}

void DeskLists::callsRead(const CallsMade &made)
{
    end();
    const ListKind kind = ListKind::Calls;
    int taken = 0;
    for (const int count : made.taken)
        taken += count;
    if (made.failed && taken == 0)
        return m_section.setRefused(kind, refused(*made.failed, kind));
    const auto number = [](qsizetype count) { return regionLocale().toString(qlonglong(count)); };
    QString words = tr("Calls read: %1. New in the histories: %2, they confirm what was logged: %3, known before: %4, "
                       "of unknown callers, under Unreadable: %5, of nobody here: %6.")
                        .arg(number(taken), number(made.of(How::Written)), number(made.of(How::Proves)),
                            number(made.of(How::Known)), number(made.of(How::Waits)), number(made.of(How::Nobody)));
    if (made.failed || made.cancelled)
        return m_section.setRefused(kind,
            tr("Not all calls of the file were read. Import it again: none is taken twice. %1", "sentences")
                .arg(words));
    if (!made.table.faults.empty())
        words += u' '
            + tr("Lines that are no call: %1, the first is line %2.")
                  .arg(number(qsizetype(made.table.faults.size())), number(made.table.faults.front().line));
    m_section.setDone(kind, words);
}

QString DeskLists::refused(const Error &error, ListKind kind) const
{
    const auto is = [&error](Error::Code code, const char *subject) {
        return error.code == code && error.subject == QLatin1String(subject);
    };
    if (is(Error::Code::Denied, "role"))
        return tr("Only a manager may import it. Nothing was changed.");
    if (is(Error::Code::Invalid, "dated"))
        return tr("The date of the list is still to come. Nothing was changed.");
    if (is(Error::Code::Invalid, "list"))
        return tr("No line of the file is a phone number. The list that was there holds.");
    if (is(Error::Code::Invalid, "heading"))
        return tr("The first line does not name the columns that are needed. Nothing was read.");
    if (is(Error::Code::Invalid, "size"))
        return tr("The file is larger than 50 MB. Nothing was read.");
    if (is(Error::Code::Failed, "file"))
        return tr("The file could not be read to its end. The list that was there holds.");
    return kind == ListKind::DoNotCall && isShared() ? refusedByServer(error) : sentence(error);
}

QString DeskLists::refusedByServer(const Error &error) const
{
    if (error.code == Error::Code::NotFound && error.subject == QLatin1String("password"))
        return tr("The list of a shared store is kept on its server, and your password is not kept on this computer. "
                  "Sign in again and let it be kept. Nothing was changed.");
    if (error.code == Error::Code::Offline)
        return tr("The list of a shared store is kept on its server, and that cannot be reached. Nothing was changed. "
                  "Try again when it is back.");
    return error.code == Error::Code::Denied ? joinFault(error).words : sentence(error);
}

} // namespace updesk
