// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"
#include "ui/parts/theme.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatescreen.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>

using namespace updesk;

/// Pictures of the scripts and of an e-mail's formatted part, to be looked at; no words in them are cut.
class TestScriptPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void eachIsSeen_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("down"); // the lower part
        for (const char *key : {"first_call", "objection_price", "ack_email"}) {
            const QString name = QLatin1String(key);
            QTest::addRow("%s-light", key) << name << false << 100 << false;
            QTest::addRow("%s-dark", key) << name << true << 100 << false;
            QTest::addRow("%s-low", key) << name << false << 100 << true;
            QTest::addRow("%s-low-dark", key) << name << true << 100 << true;
            QTest::addRow("%s-200", key) << name << false << 200 << false;
            QTest::addRow("%s-low-200", key) << name << false << 200 << true;
        }
    }
    void eachIsSeen()
    {
        QFETCH(QString, key);
        QFETCH(bool, dark);
        QFETCH(int, size);
        QFETCH(bool, down);
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
            const auto rows = loadAll(tx.database(), kDealership);
            Dealership there = rows->front();
            there.address = QStringLiteral("12 Harbor Road, Northgate, NY 10011");
            there.phone = QStringLiteral("(212) 555-0100");
            return apply(tx, set(kDealership, rows->front(), there));
        }));
        LeadBuilder build(store);
        build.add({.first = "Sam", .last = "Okafor", .owner = store.dana});
        TemplateScreen screen(*store);
        screen.resize(1166, 692);
        screen.show();
        if (key == QLatin1String("ack_email")) {
            screen.open(key);
            screen.findChild<TemplateEdit *>(QStringLiteral("template.rich"))
                ->setPlainText(QStringLiteral("<p>Hi <b>{first}</b>,</p>\n<p>{rep} at <a href=\"https://x.example\">"
                                              "{store}</a> is looking into it.</p>"));
        } else {
            screen.openScript(key);
        }
        for (auto *scroll : screen.findChildren<QScrollArea *>()) {
            QTest::qWait(50); // layouts settle
            if (scroll->isVisible() && down)
                scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        }
        const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
        QDir().mkpath(folder);
        const QString name = QStringLiteral("/script-") + QLatin1String(QTest::currentDataTag());
        QVERIFY(screen.grab().save(folder + name + QStringLiteral(".png")));
        for (const QLabel *label : screen.findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
};
UPDESK_TEST(TestScriptPictures);
#include "tst_scriptpictures.moc"
