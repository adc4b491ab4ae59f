// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"
#include "ui/shell/deskwindow.h"

#include <QApplication>

#include <cstdio>

using namespace updesk;

// Somebody on the phone at a desk of their own: F8, a phone and a first name, and then nothing more, until this process
// is killed. Arguments: the store, the login of who types.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const FakeClock clock;
    auto session = Session::open(arguments.value(1), clock);
    if (!session)
        return 2;
    const auto rules = (*session)->rules();
    if (!rules)
        return 2;
    for (const Person &person : (*rules)->people)
        if (person.login == arguments.value(2))
            (*session)->setPerson(person.id);
    DesktopDialler dialler;
    DeskWindow desk(**session, dialler);
    desk.window()->resize(1366, 768);
    desk.window()->show();
    desk.window()->activateWindow();
    if (!QTest::qWaitForWindowActive(desk.window()))
        return 3;
    QTest::keyClick(desk.window(), Qt::Key_F8);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("5552014410"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Sam"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    std::puts("typed");
    std::fflush(stdout);
    return QApplication::exec();
}
