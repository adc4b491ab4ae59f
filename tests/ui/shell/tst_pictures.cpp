// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/shell/placeholder.h"
#include "ui/parts/type.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sidebaritem.h"

#include <QDir>
#include <QMenu>

using namespace updesk;

namespace
{

void fill(MainWindow &window)
{
    auto *queue = new Placeholder(named("Queue"));
    window.addScreen(named("queue"), Icon::Queue, queue, QKeySequence(Qt::CTRL | Qt::Key_1));
    window.addScreen(
        named("quarantine"), Icon::Email, new Placeholder(named("Unread mail")), QKeySequence(Qt::CTRL | Qt::Key_2));
    ShellCalls calls;
    calls.walkIn = calls.phoneUp = calls.undo = calls.cancelJob = [] {};
    calls.walkInWithText = [](const QString &) {};
    window.setCalls(calls);
    window.palette()->addProvider([](const QString &query) {
        std::vector<PaletteEntry> out;
        for (const auto &[name, note] : {std::pair("Sam Okafor", "(555) 555-0144, Dana, 2024 RAV4 XLE"),
                 std::pair("Samuel Okafor", "(555) 555-0188, service customer")})
            if (!query.isEmpty() && named(name).contains(query, Qt::CaseInsensitive))
                out.push_back({PaletteGroup::Customers, Icon::Customers, named(name), named(note), {}, {}});
        return out;
    });
    ShellState state;
    state.store = named("Northgate Motors");
    state.person = named("Dana Reyes");
    state.badges = {{named("queue"), 9}, {named("quarantine"), 2}};
    state.sync = named("Synced 10:41");
    state.job = {named("Import 4,210 of 10,000"), named("about 1 min"), 0.42};
    state.oldestClock = named("+42:05");
    state.oldestIsLate = true;
    state.queued = named("2 messages queued");
    state.busy = named("Busy until 10:45");
    state.open = named("Open until 20:00");
    state.offline = named("Offline since 10:32. 14 changes waiting. You can keep working.");
    state.sample = true;
    window.setState(state);
    queue->crumb = named("/ Sam Okafor");
    Q_EMIT queue->titleChanged();
    Q_EMIT queue->said(named("Lead moved to Dana."), true);
}

void save(QWidget &window, const QString &name)
{
    QApplication::processEvents();
    QVERIFY(window.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/%1.png").arg(name)));
}

/// No label smaller than its words, no two labels of one parent over each other, nothing outside the window.
void nothingIsClipped(const QWidget &window)
{
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const bool elides = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored || label->wordWrap()
            || !label->toolTip().isEmpty();
        QVERIFY2(
            elides || label->width() + 1 >= label->sizeHint().width(), qPrintable(label->objectName() + label->text()));
        QVERIFY2(label->height() + 1 >= label->minimumSizeHint().height(), qPrintable(label->text()));
        const QRect box(label->mapTo(&window, QPoint()), label->size());
        QVERIFY2(window.rect().adjusted(-1, -1, 1, 1).contains(box), qPrintable(label->text()));
    }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (!button->isVisible())
            continue;
        const QRect box(button->mapTo(&window, QPoint()), button->size());
        QVERIFY2(window.rect().contains(box), qPrintable(button->objectName()));
        QVERIFY2(box.width() >= 24 && box.height() >= 24, qPrintable(button->objectName()));
    }
}

void nothingOverlaps(const QWidget &bar)
{
    QList<const QWidget *> shown;
    for (const QWidget *one : bar.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        if (one->isVisible() && !one->inherits("updesk::FocusRing"))
            shown << one;
    for (qsizetype a = 0; a < shown.size(); ++a)
        for (qsizetype b = a + 1; b < shown.size(); ++b)
            QVERIFY2(!shown[a]->geometry().intersects(shown[b]->geometry()),
                qPrintable(shown[a]->objectName() + shown[b]->objectName()));
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theShellAtEverySizeAndTheme_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("name");
        QTest::addColumn<int>("text");
        for (const QSize &size : {QSize(1366, 768), QSize(1024, 700)})
            for (const auto &[name, words] : {std::pair(ThemeName::Light, "light"), std::pair(ThemeName::Dark, "dark")})
                for (const int text : {100, 200})
                    QTest::addRow("shell-%d-%s-%d", size.width(), words, text) << size << name << text;
    }
    void theShellAtEverySizeAndTheme()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, name);
        QFETCH(int, text);
        setTheme(name);
        setTextSize(text);
        MainWindow window;
        fill(window);
        window.resize(size);
        window.show();
        window.activateWindow();
        QApplication::processEvents();
        QCOMPARE(window.size(), size);
        save(window, QLatin1String(QTest::currentDataTag()));
        nothingIsClipped(window);
        nothingOverlaps(*window.findChild<QWidget *>(named("topbar.search"))->parentWidget());
    }
    void theMenusAndHighContrast()
    {
        for (const auto &[name, words] : {std::pair(ThemeName::Light, "light"), std::pair(ThemeName::Dark, "dark")}) {
            setTheme(name);
            MainWindow window;
            fill(window);
            window.show();
            for (const char *menuName : {"addMenu", "userMenu"}) {
                auto *menu = window.findChild<QMenu *>(named(menuName));
                Q_EMIT menu->aboutToShow();
                menu->setActiveAction(menu->actions().first());
                menu->adjustSize();
                save(*menu, QStringLiteral("%1-%2").arg(named(menuName), named(words)));
            }
        }
        setTheme(ThemeName::HighContrast);
        MainWindow window;
        fill(window);
        window.resize(1366, 768);
        window.show();
        window.palette()->openWith(named("oka"));
        save(window, named("shell-high-contrast"));
    }
    void thePaletteAndTheKeysSheet()
    {
        for (const int text : {100, 200}) {
            setTextSize(text);
            MainWindow window;
            fill(window);
            window.resize(1366, 768);
            window.show();
            window.activateWindow();
            window.palette()->openWith(named("oka"));
            save(window, QStringLiteral("palette-%1").arg(text));
            window.palette()->openWith({});
            save(window, QStringLiteral("palette-all-%1").arg(text));
            window.palette()->leave();
            window.commands()->run(named("keys"));
            save(window, QStringLiteral("keys-%1").arg(text));
            window.notices()->add({named("10:41"), named("Maria Lopez replied"), Icon::Text, {}});
        }
    }
};
UPDESK_TEST(TestPictures);
#include "tst_pictures.moc"
