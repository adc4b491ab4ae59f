// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secretsfile.h"
#include "core/desk/filetext.h"
#include "tests/core/desk/hangingways.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QFileInfo>
#include <QProcess>

using namespace updesk;

/// The programs as they are started: a mail server that hangs holds mails, and no text.
class TestWaysApart : public QObject
{
    Q_OBJECT

    static constexpr int kPatience = 40'000;

    /// A store of today, and the passwords of its ways beside a key file.
    struct Shop {
        HangingMail mail;
        HangingTexts texts;
        SendingStore at;
        QProcess program;

        Shop()
        {
            at.use(hangingWays(mail, texts));
            at.store.clock.set(SystemClock().now());
            at.addLead();
            SecretsFile passwords(key() + QStringLiteral(".passwords"));
            if (!stopPlans(*at.store, at.lead) || !passwords.write(QStringLiteral("texts"), "tok:en"))
                qFatal("shop");
        }
        ~Shop()
        {
            program.kill();
            program.waitForFinished();
        }
        QString key() const { return at.store.dir.filePath(QStringLiteral("key")); }
        void start(const QString &path, const QStringList &arguments)
        {
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("UPDESK_KEY_FILE"), key());
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
            environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), at.store.dir.path());
            program.setProcessEnvironment(environment);
            program.setProcessChannelMode(QProcess::ForwardedChannels);
            program.start(path, arguments);
            if (!program.waitForStarted())
                qFatal("start");
        }
        Result<QueuedMessage> queueMail()
        {
            at.store.clock.set(SystemClock().now());
            return queueMessage(*at.store, at.mail());
        }
        /// What is confirmed at once and at every hour; the number of texts that it has left to be sent.
        bool stops()
        {
            at.store.clock.set(SystemClock().now());
            const auto filed = fileText(*at.store,
                {QStringLiteral("SM900"), QStringLiteral("+15552010001"), QStringLiteral("+12125550100"),
                    QStringLiteral("STOP"), at.store.clock.now()});
            return filed && filed->receipt;
        }
        qint64 receipts(const char *state)
        {
            return at.store.count("message WHERE meant=" + QByteArray::number(int(Purpose::OptOutReceipt))
                + " AND state='" + state + '\'');
        }
    };

private Q_SLOTS:
    void aTextLeavesWhileAMailHangs_data()
    {
        QTest::addColumn<bool>("isWindow");
        QTest::newRow("agent") << false;
        QTest::newRow("window") << true;
    }
    void aTextLeavesWhileAMailHangs()
    {
        QFETCH(bool, isWindow);
        Shop shop;
        const auto letter = shop.queueMail();
        QVERIFY2(letter, letter ? "" : qPrintable(letter.error().subject));
        const QString window = QFileInfo(Program::path()).dir().filePath(QStringLiteral("updesk"));
        if (isWindow)
            shop.start(window, {QStringLiteral("--profile"), shop.at.store.dir.path()});
        else
            shop.start(Program::path(), {QStringLiteral("--store"), shop.at.store.path, QStringLiteral("agent")});
        QTRY_COMPARE_WITH_TIMEOUT(shop.mail.greeted.load(), 1, kPatience);
        QVERIFY(shop.stops());
        QTRY_COMPARE_WITH_TIMEOUT(shop.receipts("sent"), 1, kPatience);
        QCOMPARE(shop.at.message(letter->id).state, QStringLiteral("sending"));
        QCOMPARE(shop.mail.left.load(), 0);
        QCOMPARE(shop.texts.asked.load(), 1);
        if (isWindow)
            return;
        shop.program.terminate();
        QVERIFY(shop.program.waitForFinished(kPatience));
        QCOMPARE(shop.program.exitCode(), 0);
        QCOMPARE(shop.at.message(letter->id).state, QStringLiteral("queued")); // nothing of it has left
        QCOMPARE(shop.texts.asked.load(), 1);
    }
};

UPDESK_TEST(TestWaysApart);
#include "tst_waysapart.moc"
