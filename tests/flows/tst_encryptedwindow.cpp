// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"
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
    static QString store(const Program &command) { return command.file(QStringLiteral("store.updesk")); }
    /// A store with so many megabytes more, for which its encrypting takes a while.
    static void makeLarge(const Program &command, int megabytes)
    {
        QCOMPARE(make(command), 0);
        raw::File file(store(command).toStdString());
        const QByteArray sql =
            "CREATE TABLE ballast(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<"
            + QByteArray::number(2 * megabytes)
            + ") INSERT INTO ballast SELECT randomblob(500000) FROM n; PRAGMA wal_checkpoint(TRUNCATE)";
        file.run(sql.constData());
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("key")).toUtf8());
    }
    /// The page that says how far the encrypting is; there may be one that is not shown.
    static QWidget *encryptingPage()
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (window->objectName() == QStringLiteral("encrypting"))
                return window;
        }
        return nullptr;
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
        makeLarge(command, 150);
        const qint64 size = QFileInfo(store(command)).size();
        DeskProgram program(optionsIn(command));
        std::array<int, 4> beats{}; // in each quarter of the copy
        QSet<QString> words;
        QTimer heart;
        QObject::connect(&heart, &QTimer::timeout, &heart, [&] {
            QWidget *page = encryptingPage();
            const qint64 written = encryptedSoFar(store(command));
            if (!page || written == 0)
                return;
            ++beats[size_t(std::clamp<qint64>(4 * written / size, 0, 3))];
            if (!page->isVisible())
                return;
            words << page->findChild<QWidget *>(QStringLiteral("encrypting.words"))->property("text").toString();
            QVERIFY(!page->close());
        });
        heart.start(10);
        QVERIFY(program.begin());
        heart.stop();
        QVERIFY(program.desk() && program.session()->database().isEncrypted());
        QVERIFY2(std::ranges::all_of(beats, [](int many) { return many > 0; }), "the window stood still for a quarter");
        QVERIFY2(words.size() >= 2, "it does not say how far it is");
        QVERIFY(!encryptingPage());
        QVERIFY(!bytes(command).contains("Quistgaard"));
    }
    // What was begun is done, beside a window that answers; then the program ends instead of showing the desk.
    void aProgramThatIsToEndMeanwhileShowsNoDesk()
    {
        const Program command;
        makeLarge(command, 150);
        DeskProgram program(optionsIn(command));
        bool told = false;
        int beats = 0;
        QTimer heart;
        QObject::connect(&heart, &QTimer::timeout, &heart, [&] {
            const QWidget *page = encryptingPage();
            if (told)
                ++beats;
            else if (page && page->isVisible()) {
                told = true;
                QCoreApplication::exit();
            }
        });
        heart.start(10);
        const bool begun = program.begin();
        heart.stop();
        QTimer::singleShot(0, qApp, [] { QCoreApplication::exit(); });
        QApplication::exec(); // what a program does with the wish to end; the tests that follow know nothing of it
        QVERIFY(told && !begun && !program.desk());
        QVERIFY2(beats > 1, "the window stood still");
        QVERIFY(!encryptingPage());
        QCOMPARE(kind(command), FileHead::Kind::Encrypted);
        KeyRing::clear();
        DeskProgram again(optionsIn(command));
        QVERIFY(again.begin() && again.desk());
    }
    void afterAFailureThePageThatNobodyCanCloseIsGone()
    {
        const Program command;
        QCOMPARE(make(command), 0);
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("nowhere/key")).toUtf8());
        DeskProgram program(optionsIn(command));
        program.setBigFile(1);
        QVERIFY(!program.begin());
        QVERIFY(!encryptingPage());
        QCOMPARE(kind(command), FileHead::Kind::Plain);
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
        // Of another key file than its own: that is what can be named, the key store is not read in this run.
        QVERIFY(program.locked()
                    ->findChild<QWidget *>(QStringLiteral("locked.words"))
                    ->property("text")
                    .toString()
                    .contains(QStringLiteral("key of another file")));
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
