// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"

#include <QDir>
#include <QScrollArea>
#include <QScrollBar>

using namespace updesk;

static QString words(const char *text) { return QString::fromLatin1(text); }

/// What the connections look like, page by page: nothing is cut off, at any text size.
class TestChannelPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void pictures_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light-1366") << QSize(1366, 768) << ThemeName::Light << 100;
        QTest::newRow("dark-1366") << QSize(1366, 768) << ThemeName::Dark << 100;
        QTest::newRow("dark-1024-200") << QSize(1024, 700) << ThemeName::Dark << 200;
        QTest::newRow("light-1024-200") << QSize(1024, 700) << ThemeName::Light << 200;
    }
    void pictures()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        ChannelDesk desk;
        ChannelSettings all = ChannelDesk::aMailAccount();
        all.mailIn.emplace_back().server = all.mailOut->server;
        all.mailIn[0].server.secret = words("mail-in");
        all.text.emplace();
        all.text->url = words("https://api.example.com/2010-04-01");
        all.text->account = words("AC123");
        all.text->secret = words("texts");
        all.text->from = words("+14045550100");
        all.text->listener = {9080, words("text-listener")};
        all.text->callbackUrl = words("https://texts.example.com");
        all.text->signedOnly = true;
        all.links = LinkSettings{words("https://go.store.example"), 9081, {}};
        desk.secrets.kept[words("mail-out")] = "x";
        desk.put(all);
        desk.open(ChannelDesk::Mail, {}, size);
        setTheme(theme);
        setTextSize(percent);
        auto *area = desk.shell.desk->settings()->screen()->findChild<QScrollArea *>();
        for (const ChannelDesk::Section section : {ChannelDesk::Mail, ChannelDesk::Text, ChannelDesk::Phone}) {
            desk.shell.desk->settings()->screen()->go(section);
            for (int i = 0; i < 5; ++i)
                QApplication::processEvents(); // the key store's answer and the layout
            if (section == ChannelDesk::Mail) {
                desk.type("mail.replyTo", words("@nobody"));
                desk.click("mail.save");
            }
            for (int i = 0; i < 3; ++i)
                QApplication::processEvents();
            QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                qPrintable(QStringLiteral("%1: %2").arg(section).arg(area->widget()->minimumSizeHint().width())));
            for (const TextLabel *label : area->findChildren<TextLabel *>())
                if (label->isVisible() && label->wordWrap())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()) - 1, qPrintable(label->text()));
            int page = 0;
            for (int top = 0;; top += area->viewport()->height() - 40, ++page) {
                area->verticalScrollBar()->setValue(top);
                QVERIFY(
                    desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/channels-%1-%2-%3.png")
                                                        .arg(section)
                                                        .arg(QLatin1String(QTest::currentDataTag()))
                                                        .arg(page)));
                if (area->verticalScrollBar()->value() < top || top >= area->verticalScrollBar()->maximum())
                    break;
            }
        }
    }
};
UPDESK_TEST(TestChannelPictures);
#include "tst_channelpictures.moc"
