// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

using namespace updesk;

namespace
{

QString program() { return QStringLiteral(UPDESK_BUILD_DIR "/app/updeskctl"); }

} // namespace

class TestSamples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySampleReadsAsExpected_data()
    {
        QTest::addColumn<QJsonObject>("expected");
        for (const QJsonValue &value : expectations())
            QTest::newRow(qPrintable(value[QLatin1String("file")].toString())) << value.toObject();
    }
    void everySampleReadsAsExpected()
    {
        QFETCH(QJsonObject, expected);
        const QString file = expected[QLatin1String("file")].toString();
        const QByteArray bytes = readTestFile(QStringLiteral("intake/") + file);
        QVERIFY(!bytes.isEmpty());
        const QStringList wrong = differences(expected, parsedObject(file, bytes));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
    void allFortySixAreThere() { QCOMPARE(expectations().size(), qsizetype(46)); }

    void theProgramPrintsTheSame()
    {
        QStringList arguments{QStringLiteral("parse"), QStringLiteral("--tz"), QStringLiteral("America/New_York"),
            QStringLiteral("--region"), QStringLiteral("US")};
        for (const QJsonValue &value : expectations())
            arguments << value[QLatin1String("file")].toString();
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(UPDESK_TEST_DATA "/intake"));
        process.start(program(), arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        const QJsonArray printed = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
        const QJsonArray expected = expectations();
        QCOMPARE(printed.size(), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i) {
            QCOMPARE(printed[i][QLatin1String("file")], expected[i][QLatin1String("file")]);
            const QStringList wrong = differences(expected[i].toObject(), printed[i].toObject());
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        }
    }
    void aFileThatCannotBeOpenedIsStatusOneAndTheRestIsPrinted()
    {
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(UPDESK_TEST_DATA "/intake"));
        process.start(
            program(), {QStringLiteral("parse"), QStringLiteral("no/such.xml"), QStringLiteral("adf/01_minimal.xml")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput()).array().size(), qsizetype(1));
        QVERIFY(process.readAllStandardError().contains("no/such.xml"));
    }
    void aWrongCallIsStatusTwo()
    {
        for (const QStringList &arguments :
            {QStringList{QStringLiteral("parse")}, QStringList{QStringLiteral("fly")}, QStringList{},
                QStringList{QStringLiteral("parse"), QStringLiteral("--tz"), QStringLiteral("Mars"),
                    QStringLiteral("adf/01_minimal.xml")},
                QStringList{QStringLiteral("parse"), QStringLiteral("--fly")}}) {
            QProcess process;
            process.start(program(), arguments);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 2);
        }
    }
    void aRejectedFileIsHandled()
    {
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(UPDESK_TEST_DATA "/intake"));
        process.start(program(), {QStringLiteral("parse"), QStringLiteral("adf/32_not_adf.xml")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }
};
UPDESK_TEST(TestSamples);
#include "tst_samples.moc"
