// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "core/store/cipher.h"
#include "tests/flows/program.h"
#include "tests/support/encrypting.h"
#include "tests/support/rawsqlite.h"

using namespace updesk;

/// The window on a real store, whose key lies in a file.
class TestEncryptedWindow : public QObject
{
    Q_OBJECT

    static StartOptions optionsIn(const Program &command)
    {
        StartOptions options;
        options.profile = command.file({});
        return options;
    }
    static int make(const Program &command)
    {
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        const QString lead =
            command.write(QStringLiteral("a.xml"), Program::adf("Zelda Quistgaard", "2125550177", "Z"));
        const int made = command.run({QStringLiteral("init"), QStringLiteral("--config"), config}).status;
        return made == 0 ? command.run({QStringLiteral("import"), lead}).status : made;
    }
    static QByteArray bytes(const Program &command)
    {
        return command.read(command.file(QStringLiteral("store.updesk")));
    }
    static FileHead::Kind kind(const Program &command)
    {
        return headOf(command.file(QStringLiteral("store.updesk")))->kind;
    }

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("UPDESK_KEY_FILE");
        KeyRing::clear();
    }
    void itsFirstStartEncryptsAndEveryThreadFindsTheKey()
    {
        const Program command;
        QCOMPARE(make(command), 0);
        QVERIFY(bytes(command).contains("Quistgaard"));
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("key")).toUtf8());
        {
            DeskProgram program(optionsIn(command));
            QVERIFY(program.begin());
            QVERIFY(program.session()->database().isEncrypted());
            QCOMPARE(kind(command), FileHead::Kind::Encrypted);
            QTest::qWait(2'500); // the worker has opened the file, and made its first rounds
            const auto *toast = program.desk()->window()->findChild<QWidget *>(QStringLiteral("toast.text"));
            QVERIFY2(!toast || toast->property("text").toString().isEmpty(), "the worker failed");
        }
        QVERIFY(!bytes(command).contains("Quistgaard"));
        QVERIFY(!command.read(command.file(QStringLiteral("store.updesk-wal"))).contains("Quistgaard"));
        KeyRing::clear();
        DeskProgram again(optionsIn(command));
        QVERIFY(again.begin());
        QVERIFY(again.session()->database().isEncrypted());
    }
    // The window beside it answers all the while, and what comes after it is the desk.
    void aLargeFileIsEncryptedBesideAWindowThatSaysHowFarItIs()
    {
        const Program command;
        QCOMPARE(make(command), 0);
        {
            raw::File file(command.file(QStringLiteral("store.updesk")).toStdString());
            file.run(
                "CREATE TABLE ballast(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<300)"
                " INSERT INTO ballast SELECT randomblob(500000) FROM n; PRAGMA wal_checkpoint(TRUNCATE)");
        }
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("key")).toUtf8());
        DeskProgram program(optionsIn(command));
        int beats = 0, most = 0;
        QStringList words;
        QTimer heart;
        QElapsedTimer between;
        between.start();
        QObject::connect(&heart, &QTimer::timeout, &heart, [&] {
            ++beats;
            most = std::max(most, int(between.restart()));
            for (QWidget *window : QApplication::topLevelWidgets()) {
                if (window->objectName() != QStringLiteral("encrypting") || !window->isVisible())
                    continue;
                words << window->findChild<QWidget *>(QStringLiteral("encrypting.words"))->property("text").toString();
                QVERIFY(!window->close());
            }
        });
        heart.start(20);
        QVERIFY(program.begin());
        heart.stop();
        QVERIFY(program.desk() && program.session()->database().isEncrypted());
        QVERIFY2(beats >= 10 && !words.isEmpty(), QByteArray::number(beats).constData());
        qInfo("%d beats, %lld words, the longest pause %d ms", beats, qint64(words.size()), most);
        for (QWidget *window : QApplication::topLevelWidgets())
            QVERIFY(window->objectName() != QStringLiteral("encrypting"));
        QVERIFY(!bytes(command).contains("Quistgaard"));
    }
    /// A store whose file wants the key in the file `key`, while the program is given another.
    static void lock(const Program &command)
    {
        QCOMPARE(make(command), 0);
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("key")).toUtf8());
        {
            DeskProgram program(optionsIn(command));
            QVERIFY(program.begin());
        }
        const QString other = command.file(QStringLiteral("other.key"));
        QVERIFY(KeyFile(other).save(FileKey::make()));
        qputenv("UPDESK_KEY_FILE", other.toUtf8());
        KeyRing::clear();
    }
    static void click(const DeskProgram &program, const char *button)
    {
        QTest::mouseClick(program.locked()->findChild<QWidget *>(QLatin1String(button)), Qt::LeftButton);
    }
    void withoutItsKeyThePageSaysSoAndTheFileStaysUntilTheKeyIsThere()
    {
        const Program command;
        lock(command);
        const QByteArray before = bytes(command);
        DeskProgram program(optionsIn(command));
        QVERIFY(program.begin());
        QVERIFY(!program.desk() && !program.session() && program.locked());
        QVERIFY(program.locked()->isVisible());
        QCOMPARE(program.locked()->findChild<QWidget *>(QStringLiteral("locked.file"))->property("text").toString(),
            command.file(QStringLiteral("store.updesk")));
        click(program, "locked.again");
        auto *fault = program.locked()->findChild<QWidget *>(QStringLiteral("door.fault"));
        QTRY_VERIFY(fault->property("text").toString().contains(QStringLiteral("still")));
        QCOMPARE(bytes(command), before);
        const auto key = KeyFile(command.file(QStringLiteral("key"))).read();
        QVERIFY(key);
        KeyRing::add(*key);
        click(program, "locked.again");
        QTRY_VERIFY(program.desk() && !program.locked());
        QVERIFY(program.session()->database().isEncrypted());
    }
    void aFileWhoseKeyIsLostIsSetAsideAndTheDeskStartsAnew()
    {
        const Program command;
        lock(command);
        const QByteArray before = bytes(command);
        DeskProgram program(optionsIn(command));
        QVERIFY(program.begin());
        click(program, "locked.aside");
        QTRY_VERIFY(program.welcome() && !program.locked());
        QVERIFY(!QFile::exists(command.file(QStringLiteral("store.updesk"))));
        QStringList aside;
        for (const QString &name : command.filesIn({})) {
            if (name.startsWith(QStringLiteral("store.updesk.aside-")))
                aside << name;
        }
        QCOMPARE(aside.size(), 1);
        QCOMPARE(command.read(command.file(aside.front())), before);
        program.welcome()->setFileChooser(
            [] { return QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json"); });
        QTest::mouseClick(program.welcome()->findChild<QWidget *>(QStringLiteral("welcome.setup")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(program.desk(), 20'000);
        QVERIFY(program.session()->database().isEncrypted());
        QCOMPARE(command.read(command.file(aside.front())), before);
    }
    // A picture that was asked for shows the desk or nothing.
    void withoutItsKeyNoPictureIsMade()
    {
        const Program command;
        lock(command);
        StartOptions options = optionsIn(command);
        options.grab = command.file(QStringLiteral("look.png"));
        DeskProgram program(options);
        QVERIFY(!program.begin());
        QVERIFY(!QFile::exists(options.grab));
    }
};

UPDESK_ENCRYPTING_TEST(TestEncryptedWindow);
#include "tst_encryptedwindow.moc"
