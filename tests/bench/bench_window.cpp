// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/deed.h"
#include "core/desk/dnc.h"
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/support/rawsqlite.h"
#include "ui/appointments/appointmentsscreen.h"
#include "ui/shell/deskwindow.h"

#include <QApplication>
#include <QBuffer>
#include <QDateTime>
#include <QKeyEvent>
#include <QThread>

#include <algorithm>
#include <array>

namespace updesk::bench
{

namespace
{

/// Dials nowhere: what the desktop does with a number is not ours to measure.
class SilentDialler final : public Dialler
{
public:
    bool dial(const QString &) override { return true; }
};

/// Until everything that was posted is done, the paint of the window too.
void settle()
{
    QApplication::sendPostedEvents();
    QApplication::processEvents();
}

/// One key from its arrival to the end of the paint it causes.
double keyToPaint(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {})
{
    QWidget *target = QApplication::focusWidget();
    if (!target)
        qFatal("nothing has the focus");
    return timed([&] {
        QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
        if (QKeyEvent ask(QEvent::ShortcutOverride, key, modifiers, text); target)
            QApplication::sendEvent(target, &ask);
        QApplication::sendEvent(target, &press);
        settle();
    });
}

/// Numbers of customers, from all over the store, as somebody says them at the counter.
std::vector<QString> phonesIn(const std::string &path, int count)
{
    raw::File file(path);
    raw::Statement some(file,
        "SELECT e164 FROM phone WHERE e164 LIKE '+1__________' AND deleted=0 ORDER BY substr(e164, -3), id LIMIT ?1");
    some.bind(1, count);
    std::vector<QString> phones;
    while (some.next())
        phones.push_back(QString::fromUtf8(some.text(0).data(), qsizetype(some.text(0).size())).mid(2));
    if (phones.empty())
        qFatal("no phone to type");
    return phones;
}

/// Without a list of the last month nobody whose inquiry is old may be called.
void importList(Session &session)
{
    const auto rules = must("rules", session.rules());
    const PersonId before = session.person();
    for (const Person &person : rules->people)
        if (person.role == Role::Principal || person.role == Role::Manager)
            session.setPerson(person.id);
    QBuffer list;
    list.setData("2125550199\n");
    list.open(QIODevice::ReadOnly);
    const auto target = deskListTarget(session);
    (void)must("list", importDnc(session, list, QDateTime::fromMSecsSinceEpoch(session.now()).date(), *target));
    session.setPerson(before);
}

class Screens
{
public:
    Screens(Run &run, Session &session, DeskWindow &desk) : m_run(run), m_session(session), m_desk(desk) { }

    void scroll()
    {
        home();
        measure("a key down the queue, painted", [] { return keyToPaint(Qt::Key_Down); });
    }
    void readAnew()
    {
        home();
        measure("the queue's first 50 rows read anew and painted", [this] {
            return timed([this] {
                m_session.refresh();
                m_desk.window()->update();
                settle();
            });
        });
    }
    void openAndClose()
    {
        home();
        bool open = false;
        measure("a lead opened over the list, and back", [&open] {
            open = !open;
            return keyToPaint(open ? Qt::Key_Return : Qt::Key_Escape);
        });
    }
    void callAndNext()
    {
        home();
        std::vector<double> took;
        for (int i = 0; i < 20 * m_run.runs; ++i) {
            keyToPaint(Qt::Key_C, Qt::NoModifier, QStringLiteral("c"));
            const LeadScreen *lead = m_desk.work()->lead();
            if (!lead->isOnCall())
                qFatal("call %d is not made", i);
            took.push_back(keyToPaint(Qt::Key_4, Qt::NoModifier, QStringLiteral("4")));
            if (lead->isOnCall())
                qFatal("call %d is not logged", i);
        }
        m_desk.work()->closeLead();
        settle();
        report("an outcome logged, the next lead painted", took, 100);
    }
    /// Letter by letter into the queue's filter: until its rows are painted, and how long the window was held at most.
    void filter()
    {
        std::vector<double> found, held, fresh;
        for (int i = 0; i < 3 * m_run.runs; ++i) {
            for (const char *words : {"garci", "rav4 web", "hot", "e"}) {
                home();
                const LeadId any = m_desk.work()->queue()->currentLead();
                keyToPaint(Qt::Key_Slash, Qt::NoModifier, QStringLiteral("/"));
                for (const QChar letter : QString::fromLatin1(words))
                    found.push_back(letterFound(letter, held));
                // Somebody at another computer wrote meanwhile: all words are read anew.
                (void)must("note", addNote(m_session, any, QStringLiteral("prefers mornings")));
                fresh.push_back(letterFound(u'o', held));
                keyToPaint(Qt::Key_Escape);
                if (!m_desk.work()->queue()->goBack())
                    qFatal("nothing was filtered");
                settle();
            }
        }
        report("a letter in the queue's filter, found and painted", found, 50);
        const std::string anew = "the same after a change to the store, all words read anew";
        m_run.add({"b'", anew + ", median", "ms", std::nullopt, median(fresh), Goal::oursAtMost(150)});
        m_run.add({"b'", anew + ", 95th percentile", "ms", std::nullopt, percentile(fresh, 0.95), Goal::none()});
        m_run.add({"b'", "how long a letter holds the window, 99.9th percentile", "ms", std::nullopt,
            percentile(held, 0.999), Goal::oursAtMost(50)});
    }
    void palette()
    {
        home();
        m_desk.window()->palette()->openWith({});
        settle();
        std::vector<double> took;
        for (int i = 0; i < 5 * m_run.runs; ++i) {
            for (const QChar letter : QStringLiteral("garci"))
                took.push_back(keyToPaint(Qt::Key(letter.toUpper().unicode()), Qt::NoModifier, letter));
            for (int back = 0; back < 5; ++back)
                keyToPaint(Qt::Key_Backspace);
        }
        keyToPaint(Qt::Key_Escape);
        report("a letter in the palette, found and painted", took, 50);
    }
    /// U02, from the fourth digit on, where matches begin.
    void typePhones(const std::vector<QString> &phones)
    {
        home();
        m_desk.quickAdd()->walkIn();
        settle();
        std::vector<double> took;
        for (const QString &phone : phones) {
            for (int i = 0; i < phone.size(); ++i) {
                const double key = keyToPaint(Qt::Key(phone[i].unicode()), Qt::NoModifier, phone[i]);
                if (i >= 3)
                    took.push_back(key);
                if (i >= 3 && m_desk.quickAdd()->form()->matches().empty())
                    qFatal("a customer's number finds nobody");
            }
            for (int i = 0; i < phone.size(); ++i)
                keyToPaint(Qt::Key_Backspace);
        }
        m_desk.quickAdd()->form()->keep();
        forgetForms();
        report("a digit of a walk-in's phone, matches painted", took, 50);
    }
    /// The end of U01: Ctrl+Enter of somebody new until the queue is painted with the focus in it.
    void saveWalkIns()
    {
        home();
        std::vector<double> took;
        for (int i = 0; i < 20 * m_run.runs; ++i) {
            LeadDraft known;
            known.first = QStringLiteral("Sam");
            known.last = QStringLiteral("Okafor");
            known.phones = {{QStringLiteral("212555%1").arg(i, 4, 10, QChar(u'0')), {}, {}, PhoneKind::Mobile}};
            m_desk.quickAdd()->walkIn(known);
            settle();
            took.push_back(keyToPaint(Qt::Key_Return, Qt::ControlModifier));
            if (m_desk.quickAdd()->form() || QApplication::focusWidget() != m_desk.work()->queue()->focusTarget())
                qFatal("the walk-in is not saved");
            forgetForms();
        }
        report("a walk-in saved, the queue painted with the focus in it", took, 100);
    }
    /// U08: somebody works the list while leads come in.
    void scrollWhileLeadsArrive()
    {
        home();
        const std::vector<LeadDraft> news = drafts(10 * m_run.runs, 11, m_session.now());
        std::vector<double> took;
        for (const LeadDraft &draft : news) {
            (void)must("arrival", capture(m_session, draft));
            took.push_back(keyToPaint(Qt::Key_Down));
        }
        report("a key down the queue as a lead comes in, painted", took, 50);
    }
    /// U10: confirmed, arrived and missed on the board of the day.
    void keepTheBoard(FakeClock &clock)
    {
        home();
        std::vector<LeadId> leads;
        const QueueModel *queue = m_desk.work()->queue()->model();
        for (int row = 0; row < queue->rowCount() && int(leads.size()) < 12 * m_run.runs; ++row) {
            if (!queue->leadAt(row).isNull())
                leads.push_back(queue->leadAt(row));
        }
        std::vector<AppointmentId> visits;
        for (const LeadId &lead : leads) {
            (void)must("visit", bookVisit(m_session, lead, m_session.now() + kMinute, m_session.person()));
            const auto all = must("visits", appointmentsOfLead(m_session.database(), lead));
            visits.push_back(std::ranges::max_element(all, {}, &Appointment::setAt)->id);
        }
        clock.advance(kHour); // their time has come
        m_desk.window()->go(QStringLiteral("appointments"));
        settle();
        std::vector<double> took;
        const std::array keys{Qt::Key_Y, Qt::Key_V, Qt::Key_M};
        for (size_t i = 0; i < visits.size(); ++i) {
            if (!m_desk.appointments()->view()->select(visits[i]))
                qFatal("visit %zu is not on the board", i);
            m_desk.appointments()->focusTarget()->setFocus();
            settle();
            const Qt::Key key = keys[i % keys.size()];
            took.push_back(keyToPaint(key, Qt::NoModifier, QChar(QLatin1Char(char(key + 32)))));
            if (must("visit", load(m_session.database(), kAppointment, visits[i].value)).state
                == Appointment::State::Set)
                qFatal("visit %zu stays as it was", i);
        }
        m_desk.window()->go(QStringLiteral("queue"));
        settle();
        report("a state of the day board set and painted", took, 100);
    }

private:
    double letterFound(QChar letter, std::vector<double> &held)
    {
        const QueueModel *queue = m_desk.work()->queue()->model();
        const double begin = milliseconds();
        held.push_back(keyToPaint(Qt::Key(letter.toUpper().unicode()), Qt::NoModifier, letter));
        while (queue->isLooking()) {
            QThread::usleep(200); // the window waits as well, and does not take the time from who looks
            held.push_back(timed([] { settle(); }));
        }
        return milliseconds() - begin;
    }
    // Nothing here runs an event loop, so that what is to be deleted later stays.
    static void forgetForms() { QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); }
    void home()
    {
        m_desk.work()->closeLead();
        m_desk.work()->queue()->focusTarget()->setFocus();
        keyToPaint(Qt::Key_Home);
    }
    template <class Step>
    void measure(const char *work, const Step &step)
    {
        for (int i = 0; i < 10; ++i)
            (void)step();
        std::vector<double> took;
        for (int i = 0; i < 40 * m_run.runs; ++i)
            took.push_back(step());
        report(work, took, 50);
    }
    void report(const std::string &work, const std::vector<double> &took, double most)
    {
        constexpr double kFrame = 1000.0 / 60;
        m_run.add({"b'", work + ", median", "ms", kFrame, median(took), Goal::oursAtMost(16)});
        m_run.add({"b'", work + ", 95th percentile", "ms", kFrame, percentile(took, 0.95), Goal::oursAtMost(most)});
    }
    Run &m_run;
    Session &m_session;
    DeskWindow &m_desk;
};

} // namespace

UPDESK_BENCHMARK(b2, "from a key to painted rows")
{
    const LargeStore large = largeStore(run.leads);
    const std::string path = copyStore(large.path, run.folder + "/window.db");
    const Time noon = large.now + 2 * kHour; // also where nothing is known of somebody's place
    Desk desk(path, noon);
    importList(*desk);
    (void)must("regroup", regroup(desk->database(), noon));
    SilentDialler dialler;
    DeskWindow window(*desk, dialler, DeskWindow::Background::Off);
    window.window()->resize(1366, 768);
    window.window()->show();
    window.window()->activateWindow();
    settle();
    Screens screens(run, *desk, window);
    screens.scroll();
    screens.readAnew();
    screens.openAndClose();
    screens.filter();
    screens.palette();
    screens.callAndNext();
    screens.typePhones(phonesIn(path, 10 * run.runs));
    screens.keepTheBoard(desk.clock);
    screens.saveWalkIns(); // these last: they would stand before the calls
    screens.scrollWhileLeadsArrive();
}

} // namespace updesk::bench
