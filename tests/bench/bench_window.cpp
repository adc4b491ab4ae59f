// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "ui/shell/deskwindow.h"

#include <QApplication>
#include <QKeyEvent>

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
            took.push_back(keyToPaint(Qt::Key_4, Qt::NoModifier, QStringLiteral("4")));
        }
        m_desk.work()->closeLead();
        settle();
        report("an outcome logged, the next lead painted", took, 100);
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

private:
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
    const Desk desk(copyStore(large.path, run.folder + "/window.db"), large.now);
    (void)must("regroup", regroup(desk->database(), large.now));
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
    screens.palette();
    screens.callAndNext();
}

} // namespace updesk::bench
