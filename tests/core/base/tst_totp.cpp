// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/totp.h"
#include "core/base/passwordseal.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The second factor's codes, by the vectors of the RFCs, and the seals of passwords.
class TestTotp : public QObject
{
    Q_OBJECT
    const QByteArray m_seed = "12345678901234567890";

private Q_SLOTS:
    void aCodeIsWhatRfc6238Says_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("59") << qint64(59) << QStringLiteral("94287082");
        QTest::newRow("1111111109") << qint64(1111111109) << QStringLiteral("07081804");
        QTest::newRow("1111111111") << qint64(1111111111) << QStringLiteral("14050471");
        QTest::newRow("1234567890") << qint64(1234567890) << QStringLiteral("89005924");
        QTest::newRow("2000000000") << qint64(2000000000) << QStringLiteral("69279037");
        QTest::newRow("20000000000") << qint64(20000000000) << QStringLiteral("65353130");
    }
    void aCodeIsWhatRfc6238Says()
    {
        QFETCH(const qint64, seconds);
        QFETCH(const QString, code);
        QCOMPARE(totpCode(m_seed, seconds / 30, 8), code);
        QCOMPARE(totpCode(m_seed, seconds / 30), code.right(6));
    }
    void aCounterIsWhatRfc4226Says()
    {
        const QStringList codes{QStringLiteral("755224"), QStringLiteral("287082"), QStringLiteral("359152"),
            QStringLiteral("969429"), QStringLiteral("338314"), QStringLiteral("254676"), QStringLiteral("287922"),
            QStringLiteral("162583"), QStringLiteral("399871"), QStringLiteral("520489")};
        for (int i = 0; i < codes.size(); ++i)
            QCOMPARE(totpCode(m_seed, i), codes[i]);
    }
    void baseThirtyTwoIsWhatRfc4648Says()
    {
        const std::pair<const char *, const char *> pairs[] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"},
            {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
        for (const auto &[plain, coded] : pairs) {
            QCOMPARE(base32(plain), QString::fromLatin1(coded));
            QCOMPARE(*fromBase32(QString::fromLatin1(coded)), QByteArray(plain));
        }
        QCOMPARE(*fromBase32(QStringLiteral("mzxw 6ytb-oi======")), QByteArray("foobar"));
        QVERIFY(!fromBase32(QStringLiteral("MZXW1")));
    }
    void aCodeCountsOneHalfMinuteEarlyOrLateAndOnce()
    {
        const Time now = Time(1'773'324'000) * kSecond;
        const qint64 step = now / kTotpStep;
        for (const qint64 off : {-1, 0, 1})
            QCOMPARE(totpStepOf(m_seed, totpCode(m_seed, step + off), now, 0).value_or(0), step + off);
        for (const qint64 off : {-2, 2})
            QVERIFY(!totpStepOf(m_seed, totpCode(m_seed, step + off), now, 0));
        QVERIFY(!totpStepOf(m_seed, totpCode(m_seed, step), now, step)); // used
        QVERIFY(!totpStepOf(m_seed, totpCode(m_seed, step - 1), now, step)); // older than the used one
        QVERIFY(totpStepOf(m_seed, totpCode(m_seed, step + 1), now, step));
        const QString code = totpCode(m_seed, step);
        QVERIFY(totpStepOf(m_seed, code.left(3) + u' ' + code.mid(3), now, 0));
        for (const char *wrong : {"", "1", "abcdef", "1234567"})
            QVERIFY(!totpStepOf(m_seed, QString::fromLatin1(wrong), now, 0));
        QVERIFY(!totpStepOf({}, totpCode({}, step), now, 0)); // no seed, no code
    }
    void aSeedIsNewEachTimeAndTheLinkCarriesIt()
    {
        const QByteArray seed = newTotpSeed();
        QCOMPARE(seed.size(), 20);
        QVERIFY(newTotpSeed() != seed);
        QCOMPARE(totpUri(QStringLiteral("Ames & Sons"), QStringLiteral("dana"), m_seed),
            QStringLiteral("otpauth://totp/Ames%20%26%20Sons:dana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                           "&issuer=Ames%20%26%20Sons&algorithm=SHA1&digits=6&period=30"));
    }
    void aSealIsOpenedByItsPasswordOnly()
    {
        const auto seal = sealPassword("caf\xc3\xa9 society");
        QVERIFY(seal);
        QVERIFY(seal->startsWith("$argon2id$"));
        QVERIFY(opensSeal(*seal, "caf\xc3\xa9 society"));
        QVERIFY(!opensSeal(*seal, "cafe society"));
        QVERIFY(!opensSeal(*seal, ""));
        QVERIFY(!opensSeal("", ""));
        QVERIFY(!opensSeal("not a seal", "not a seal"));
        QVERIFY(!opensSeal(QByteArray(1000, 'x'), "x"));
        QVERIFY(*sealPassword("same") != *sealPassword("same")); // each has its own salt
    }
};

UPDESK_TEST(TestTotp);
#include "tst_totp.moc"
