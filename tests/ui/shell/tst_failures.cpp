// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/banner.h"
#include "ui/parts/sentence.h"

#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace updesk;

/// The disk is full, the file may not be written, the file is damaged: what people read then, and what they keep.
class TestFailures : public QObject
{
    Q_OBJECT

    static QString bannerWords(const QWidget &within)
    {
        for (const Banner *banner : within.findChildren<Banner *>())
            if (banner->isVisible() && !banner->words().isEmpty())
                return banner->words();
        return {};
    }
    static void fill(ShellDesk &shell)
    {
        shell.key(Qt::Key_F8);
        shell.type(QStringLiteral("5555550142"));
        shell.key(Qt::Key_Tab);
        shell.type(QStringLiteral("Nora"));
        shell.key(Qt::Key_Tab);
        shell.type(QStringLiteral("Quill"));
    }
    static qint64 customers(ShellDesk &shell) { return shell.store.count("customer"); }

private Q_SLOTS:
    void aFullDiskIsSaidAndTheFormKeepsItsWords()
    {
        ShellDesk shell;
        shell.open();
        fill(shell);
        // Longer than what is left on the file's last pages.
        shell.find<QPlainTextEdit>("quickadd.note")->setPlainText(QString(60'000, u'x'));
        const qint64 before = customers(shell);
        QVERIFY(shell.store->database().execute("PRAGMA max_page_count=1")); // no page more than there is
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        auto *form = shell.desk->quickAdd()->form();
        QVERIFY(form && form->isVisible());
        QVERIFY2(bannerWords(*form).contains(QStringLiteral("The disk is full")), qPrintable(bannerWords(*form)));
        QCOMPARE(shell.find<QLineEdit>("quickadd.last")->text(), QStringLiteral("Quill"));
        QCOMPARE(customers(shell), before);
        QVERIFY(shell.store->database().execute("PRAGMA max_page_count=1000000"));
        shell.key(Qt::Key_Return, Qt::ControlModifier); // and with room again it is saved, once
        QCOMPARE(customers(shell), before + 1);
    }
    void aFileThatMayNotBeWrittenIsSaidInThePanelAndTheNoteStays()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        shell.open().openLead(lead);
        QApplication::processEvents();
        shell.key(Qt::Key_N);
        shell.type(QStringLiteral("Comes with her mother"));
        QVERIFY(shell.store->database().execute("PRAGMA query_only=1"));
        shell.key(Qt::Key_Return);
        auto *edit = shell.find<QLineEdit>("lead.prompt.edit");
        QVERIFY(edit->isVisible());
        QCOMPARE(edit->text(), QStringLiteral("Comes with her mother"));
        bool said = false;
        for (const QLabel *label : shell.desk->work()->lead()->findChildren<QLabel *>())
            said = said || (label->isVisible() && label->text().contains(QStringLiteral("cannot be written")));
        QVERIFY(said);
        QVERIFY(shell.store->database().execute("PRAGMA query_only=0"));
        shell.key(Qt::Key_Return);
        QVERIFY(!edit->isVisible());
    }
    void anUndoThatCannotBeWrittenIsSaidAndStaysToBeDone()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        shell.open().openLead(lead);
        QApplication::processEvents();
        shell.key(Qt::Key_N);
        shell.type(QStringLiteral("Once"));
        shell.key(Qt::Key_Return);
        const auto before = shell.store->undoable();
        QVERIFY(shell.store->database().execute("PRAGMA query_only=1"));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(shell.toast().contains(QStringLiteral("cannot be written")), qPrintable(shell.toast()));
        QCOMPARE(shell.store->undoable(), before);
        QVERIFY(shell.store->database().execute("PRAGMA query_only=0"));
    }
    void aDamagedFileIsNamedAndLeftAsItIs()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("store.updesk"));
        const QByteArray bytes("this is no store at all, and it is long enough to be looked at ");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes.repeated(100)) > 0);
        file.close();
        FakeClock clock;
        const auto opened = Session::open(path, clock);
        QVERIFY(!opened);
        const QString words = sentence(opened.error());
        QVERIFY2(words.contains(path) && words.contains(QStringLiteral("damaged"))
                && words.contains(QStringLiteral("left as it is")),
            qPrintable(words));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes.repeated(100));
    }
    void filesAreSpokenOfAsFilesAndNamesOfCodeAreNotShown()
    {
        const QString path = QStringLiteral("/home/dana/store.updesk");
        for (int code = 0; code <= int(Error::Code::Failed); ++code) {
            const QString words = sentence({Error::Code(code), path, {}});
            QVERIFY2(!words.contains(QStringLiteral("role")) && !words.contains(QStringLiteral("Recently deleted")),
                qPrintable(words));
            const QString plain = sentence({Error::Code(code), QStringLiteral("do_not_contact"), {}});
            QVERIFY2(!plain.contains(u'_'), qPrintable(plain));
            QCOMPARE(plain, sentence({Error::Code(code), {}, {}}));
        }
    }
};
UPDESK_TEST(TestFailures);
#include "tst_failures.moc"
