// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QFile>

using namespace updesk;

/// A manager erases somebody by the command line.
class TestEraseCommand : public QObject
{
    Q_OBJECT
    Program program;
    QString m_lead;

    static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' '); }
    Program::Ran erase(const char *user, const char *name)
    {
        return program.at10(words("erase") << m_lead << QStringLiteral("--user") << QString::fromLatin1(user)
                                           << QStringLiteral("--last-name") << QString::fromLatin1(name));
    }
    QByteArray bytes() const
    {
        const QString path = program.file(QStringLiteral("store.updesk"));
        return program.read(path)
            + (QFile::exists(path + QStringLiteral("-wal")) ? program.read(path + QStringLiteral("-wal"))
                                                            : QByteArray());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(program.makeSample());
        const QString path =
            program.write(QStringLiteral("in.xml"), Program::adf("Zelda Pottinger", "5550193777", "ZED-9"));
        QCOMPARE(program.at10({QStringLiteral("import"), path}).status, 0);
        const auto shown = program.at10(words("show ZED-9 --json"));
        QVERIFY2(shown.status == 0, (shown.out + shown.err).constData());
        m_lead = shown.json()[QLatin1String("id")].toString();
        QCOMPARE(m_lead.size(), 32);
    }
    void whoMayNotOrDoesNotSayTheNameChangesNothing()
    {
        QVERIFY(bytes().contains("Pottinger"));
        QCOMPARE(program.at10(words("erase") << m_lead).status, 2);
        const auto other = erase("mike", "Potter");
        QVERIFY2(other.status != 0 && other.err.contains("does not match"), other.err.constData());
        const auto sales = erase("dana", "Pottinger");
        QVERIFY2(sales.status != 0 && sales.err.contains("Only a manager"), sales.err.constData());
        QCOMPARE(program.at10(words("show ZED-9 --json")).status, 0);
    }
    void aManagerWhoSaysTheNameErases()
    {
        const auto gone = erase("mike", "pottinger");
        QVERIFY2(gone.status == 0, (gone.out + gone.err).constData());
        QVERIFY(gone.out.contains("was erased"));
        for (const char *said : {"Pottinger", "5550193777", "193-777"})
            QVERIFY2(!bytes().contains(said), said);
        QVERIFY(QFile::exists(program.file(QStringLiteral("store.updesk.erased"))));
        const auto again = erase("mike", "pottinger");
        QVERIFY2(again.status != 0 && again.err.contains("already"), again.err.constData());
        const auto undo = program.at10(words("undo --user mike"));
        QVERIFY2(undo.status != 0 && undo.err.contains("erased for good"), undo.err.constData());
        const auto checked = program.at10(words("check"));
        QVERIFY2(checked.status == 0, (checked.out + checked.err).left(800).constData());
        const auto shown = program.at10(words("show") << m_lead);
        QVERIFY2(shown.status == 0 && !shown.out.contains("Pottinger"), shown.err.constData());
    }
};
UPDESK_TEST(TestEraseCommand);
#include "tst_erasecommand.moc"
