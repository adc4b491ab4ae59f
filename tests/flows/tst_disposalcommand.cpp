// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

/// Customers without business for long, at the command line.
class TestDisposalCommand : public QObject
{
    Q_OBJECT
    Program program;
    QString m_customer;

    static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' '); }
    Program::Ran later(const QStringList &arguments)
    {
        return program.run(QStringList(arguments)
            << QStringLiteral("--store") << program.file(QStringLiteral("store.updesk"))
            << words("--now 2028-06-01T10:00:00"));
    }
    QJsonArray proposed() { return later(words("disposal --json")).json()[QLatin1String("proposed")].toArray(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(program.makeSample()); }
    void whoIsProposedAndHeldIsSaidWithTheReason()
    {
        const auto now = program.at10(words("disposal --json"));
        QVERIFY2(now.status == 0, (now.out + now.err).constData());
        QVERIFY(now.json()[QLatin1String("proposed")].toArray().isEmpty());
        const auto all = later(words("disposal --json"));
        QVERIFY2(all.status == 0, (all.out + all.err).constData());
        const QJsonArray rows = proposed();
        QVERIFY(rows.size() > 1);
        m_customer = rows[0].toObject()[QLatin1String("customer")].toString();
        QCOMPARE(m_customer.size(), 32);
        bool open = false;
        for (const QJsonValue &row : all.json()[QLatin1String("held")].toArray())
            open = open || row.toObject()[QLatin1String("held_by")].toArray().contains(QStringLiteral("open_lead"));
        QVERIFY(open);
        const auto text = later(words("disposal"));
        QVERIFY(text.out.contains("Could be erased") && text.out.contains("open lead"));
    }
    void aHoldKeepsAPersonAndRefusesErasingInWords()
    {
        const QStringList hold = words("disposal --hold") << m_customer;
        QVERIFY(later(QStringList(hold) << words("--user mike")).err.contains("--why"));
        QVERIFY(later(QStringList(hold) << words("--user dana --why claim")).err.contains("Only a manager"));
        const auto set = later(QStringList(hold) << words("--user mike --why claim"));
        QVERIFY2(set.status == 0 && set.out.contains("legal hold: claim"), (set.out + set.err).constData());
        const auto erase = later(words("erase") << m_customer << words("--user mike --last-name x"));
        QVERIFY2(erase.status == 3 && erase.err.contains("legal hold keeps this person: claim"), erase.err.constData());
        const auto undo = later(words("undo --user mike"));
        QVERIFY2(undo.status == 0 && undo.out.contains("legal hold"), (undo.out + undo.err).constData());
        QVERIFY(
            later(words("disposal --lift") << m_customer << words("--user mike --why over")).err.contains("No legal"));
        QVERIFY(later(QStringList(hold) << words("--user mike --why claim")).status == 0);
        QVERIFY(later(words("disposal --lift") << m_customer << words("--user mike --why over")).status == 0);
    }
    void approvingErasesAndTheCertificateSaysSo()
    {
        const qsizetype count = proposed().size();
        const QStringList one = words("disposal --user mike --approve") << m_customer;
        QVERIFY(later(one).status == 2);
        QVERIFY(later(QStringList(one) << words("--count 2")).err.contains("Nobody was erased"));
        const auto done = later(QStringList(one) << words("--count 1"));
        QVERIFY2(done.status == 0 && done.out.contains("Erased: 1"), (done.out + done.err).constData());
        QCOMPARE(proposed().size(), count - 1);
        const auto paper = later(words("disposal --certificate"));
        QCOMPARE(paper.out.trimmed().count('\n'), 1);
        QVERIFY(paper.out.contains(m_customer.toLatin1()) && paper.out.contains("Mike"));
        const auto checked = program.at10(words("check"));
        QVERIFY2(checked.status == 0, (checked.out + checked.err).left(800).constData());
    }
    void theMonthsAreSetByAManager()
    {
        QVERIFY(later(words("disposal --months 0 --user mike")).err.contains("from 1 to 24"));
        QVERIFY(later(words("disposal --months 25 --user mike")).err.contains("from 1 to 24"));
        QVERIFY(later(words("disposal --months 3 --user dana")).err.contains("Only a manager"));
        QVERIFY(later(words("disposal --months off --user mike")).out.contains("proposes nobody"));
        QVERIFY(proposed().isEmpty());
        QVERIFY(later(words("disposal --months 12 --user mike")).out.contains("12 months"));
    }
    void soAreTheDaysThatADeskMayBeAway()
    {
        QVERIFY(later(words("sync --away-days 6 --user mike")).err.contains("from 7 to 3650"));
        QVERIFY(later(words("sync --away-days soon --user mike")).err.contains("from 7 to 3650"));
        QVERIFY(later(words("sync --away-days 60 --user dana")).err.contains("Only a manager"));
        const auto set = later(words("sync --away-days 60 --user mike --json"));
        QVERIFY2(set.status == 0, (set.out + set.err).constData());
        QCOMPARE(set.json()[QLatin1String("away_days")].toInt(), 60);
    }
};
UPDESK_TEST(TestDisposalCommand);
#include "tst_disposalcommand.moc"
