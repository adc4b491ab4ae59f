// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "core/store/cipher.h"
#include "tests/flows/program.h"
#include "tests/support/encrypting.h"

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
    void withoutItsKeyThereIsNoWindowAndTheFileStays()
    {
        const Program command;
        QCOMPARE(make(command), 0);
        qputenv("UPDESK_KEY_FILE", command.file(QStringLiteral("key")).toUtf8());
        {
            DeskProgram program(optionsIn(command));
            QVERIFY(program.begin());
        }
        qunsetenv("UPDESK_KEY_FILE");
        KeyRing::clear();
        const QByteArray before = bytes(command);
        DeskProgram program(optionsIn(command));
        QVERIFY(!program.begin());
        QVERIFY(!program.desk() && !program.session());
        QCOMPARE(bytes(command), before);
    }
};

UPDESK_ENCRYPTING_TEST(TestEncryptedWindow);
#include "tst_encryptedwindow.moc"
