// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dropfolder.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QDir>

using namespace updesk;

class TestDropFolder : public QObject
{
    Q_OBJECT

    static QByteArray document(int i)
    {
        return "<?adf version=\"1.0\"?><adf><prospect><customer><contact><name part=\"full\">Rosa Quist"
            + QByteArray::number(i) + "</name><phone>(555) 555-01" + QByteArray::number(10 + i)
            + "</phone></contact></customer></prospect></adf>";
    }

    struct Desk {
        TestStore store;
        QString path = store.dir.filePath(QStringLiteral("drop"));
        DropFolder folder{*store.session, path};

        Desk() { QDir().mkpath(path); }
        void put(const QString &name, const QByteArray &bytes) const
        {
            QFile file(path + u'/' + name);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write");
        }
        QStringList files(const QString &sub = {}) const
        {
            return QDir(path + u'/' + sub).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        }
    };

private Q_SLOTS:
    void aFileIsTakenWhenItStoodStillForASecond()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        QCOMPARE(desk.folder.look(0), 0);
        QCOMPARE(desk.folder.look(999), 0);
        QCOMPARE(desk.folder.look(1000), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.files(), QStringList());
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(desk.folder.look(5000), 0);
    }
    void aFileThatGrowsWaits()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1).left(40));
        desk.folder.look(0);
        desk.put(QStringLiteral("a.xml"), document(1));
        QCOMPARE(desk.folder.look(1100), 0);
        QCOMPARE(desk.store.count("lead"), 0);
        QCOMPARE(desk.folder.look(2100), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("quarantine"), 0);
    }
    void aNameThatIsTakenGetsANumber()
    {
        Desk desk;
        for (int i = 1; i <= 3; ++i) {
            desk.put(QStringLiteral("a.xml"), document(i));
            desk.folder.look(i * 10'000);
            QCOMPARE(desk.folder.look(i * 10'000 + 1000), 1);
        }
        QCOMPARE(desk.files(QStringLiteral("done")),
            (QStringList{QStringLiteral("a (2).xml"), QStringLiteral("a (3).xml"), QStringLiteral("a.xml")}));
        QCOMPARE(desk.store.count("lead"), 3);
    }
    void whatCannotBeReadAsALeadGoesToFailedAndWaitsInTheQuarantine()
    {
        Desk desk;
        desk.put(QStringLiteral("b.xml"), "<adf><prospect><customer>");
        desk.put(QStringLiteral("empty"), "");
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 2);
        QCOMPARE(desk.files(QStringLiteral("failed")), (QStringList{QStringLiteral("b.xml"), QStringLiteral("empty")}));
        QVERIFY(desk.store.count("quarantine") >= 1);
    }
    void hiddenAndHalfWrittenFilesAndFoldersAreLeftAlone()
    {
        Desk desk;
        const QStringList names{
            QStringLiteral(".hidden"), QStringLiteral("a.tmp"), QStringLiteral("b.xml.part"), QStringLiteral("c.xml~")};
        for (const QString &name : names)
            desk.put(name, document(1));
        QVERIFY(QDir(desk.path).mkpath(QStringLiteral("sub.xml")));
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(9000), 0);
        QCOMPARE(desk.files(), names);
    }
    void aFolderThatGoesAndComesBackIsWatchedOn()
    {
        Desk desk;
        QSignalSpy spy(&desk.folder, &DropFolder::cameOrWent);
        QVERIFY(QDir(desk.path).removeRecursively());
        QCOMPARE(desk.folder.look(0), 0);
        QCOMPARE(desk.folder.look(1000), 0);
        QVERIFY(!desk.folder.isThere());
        QCOMPARE(spy.count(), 1);
        QVERIFY(QDir().mkpath(desk.path));
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.folder.look(2000);
        QCOMPARE(desk.folder.look(3000), 1);
        QCOMPARE(spy.count(), 2);
    }
    void theSameBytesUnderAnotherNameChangeNothing()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.put(QStringLiteral("b.xml"), document(1));
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 2);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("original"), 1);
        QCOMPARE(desk.files(QStringLiteral("done")), (QStringList{QStringLiteral("a.xml"), QStringLiteral("b.xml")}));
    }
    void aFileThatCannotBeMovedIsReadOnceAndStays()
    {
        Desk desk;
        // A link to nowhere stands where the folder should be made.
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), desk.path + QStringLiteral("/done")));
        desk.put(QStringLiteral("a.xml"), document(1));
        QSignalSpy spy(&desk.folder, &DropFolder::taken);
        desk.folder.look(0);
        desk.folder.look(1000);
        desk.folder.look(9000);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(desk.files().contains(QStringLiteral("a.xml")), true);
    }
};

UPDESK_TEST(TestDropFolder);
#include "tst_dropfolder.moc"
