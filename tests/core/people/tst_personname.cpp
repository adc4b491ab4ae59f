// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/personname.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestPersonName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFullNameIsParted_data()
    {
        QTest::addColumn<QString>("full");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("suffix");
        const auto row = [](const char *full, const char *first, const char *last, const char *suffix = "") {
            QTest::addRow("%s", full) << QString::fromUtf8(full) << QString::fromUtf8(first) << QString::fromUtf8(last)
                                      << QString::fromUtf8(suffix);
        };
        row("Priscilla Vantongeren", "Priscilla", "Vantongeren");
        row("Okafor-Reyes, Adaeze M.", "Adaeze M.", "Okafor-Reyes");
        row("Dr. Philippa Nakagawa-Stern Jr.", "Philippa", "Nakagawa-Stern", "Jr.");
        row("Harriet & Leland Voss", "Harriet & Leland", "Voss");
        row("Ludwig van der Berg", "Ludwig", "van der Berg");
        row("Maria de la Cruz III", "Maria", "de la Cruz", "III");
        row("de la Cruz", "", "de la Cruz");
        row("Van Morrison", "Van", "Morrison");
        row("Clare St. John", "Clare", "St. John");
        row("Smith, Jr., John", "John", "Smith", "Jr.");
        row("John Smith, Jr.", "John", "Smith", "Jr.");
        row("Smith Jr., Mr. John", "John", "Smith", "Jr.");
        row("MR JOHN SMITH", "JOHN", "SMITH");
        row("Cher", "Cher", "");
        row("Dr.", "Dr.", "");
        row(",", "", "");
        row("", "", "");
    }
    void aFullNameIsParted()
    {
        QFETCH(QString, full);
        QFETCH(QString, first);
        QFETCH(QString, last);
        QFETCH(QString, suffix);
        const PersonName name = personName(full);
        QCOMPARE(name.first, first);
        QCOMPARE(name.last, last);
        QCOMPARE(name.suffix, suffix);
        QCOMPARE(name.full, full);
    }
    void givenPartsAreTakenAsTheyAre()
    {
        const PersonName name = personName(NameParts{
            QStringLiteral(" Mary  Ann "), QStringLiteral("R"), QStringLiteral("Smith Jr."), QString(), false});
        QCOMPARE(name.first, QStringLiteral("Mary Ann"));
        QCOMPARE(name.last, QStringLiteral("Smith Jr."));
        QCOMPARE(name.full, QStringLiteral("Mary Ann R Smith Jr."));
        QCOMPARE(name.suffix, QStringLiteral("Jr."));
    }
    void aBusinessIsNotParted()
    {
        const PersonName name =
            personName(NameParts{QString(), QString(), QString(), QStringLiteral("Acme Body Shop"), true});
        QCOMPARE(name, (PersonName{QString(), QString(), QStringLiteral("Acme Body Shop"), QString()}));
    }
    void aHugeNameIsPartedToo()
    {
        const PersonName name = personName(QString(QStringLiteral("van ").repeated(25'000) + QStringLiteral("Berg")));
        QCOMPARE(name.first, QString());
        QVERIFY(name.last.endsWith(QStringLiteral("van Berg")));
        QVERIFY(personName(QString(100'000, u',')).last.isEmpty());
    }
};
UPDESK_TEST(TestPersonName);
#include "tst_personname.moc"
