// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/kannel.h"
#include "core/channels/textlistener.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/kannelserver.h"
#include "tests/support/suite.h"

using namespace updesk;
using Outcome = HandOver::Outcome;

/// Texts through a real gateway with its fake phone, out and in.
class TestKannel : public QObject
{
    Q_OBJECT
    static inline const QByteArray kToken = "0123456789abcdef";
    std::unique_ptr<TextListener> m_listener;
    std::unique_ptr<KannelServer> m_server;
    std::vector<InboundText> m_texts;
    std::vector<TextReport> m_reports;
    int m_busy = 0; ///< so many times nothing can be kept

    TextSettings settings() const
    {
        TextSettings settings;
        settings.form = TextForm::Kannel;
        settings.url = m_server->url();
        settings.account = KannelServer::user();
        settings.from = QStringLiteral("+14045550100");
        settings.callbackUrl = QStringLiteral("http://127.0.0.1:%1").arg(m_listener->port());
        return settings;
    }
    Kannel kannel(const QByteArray &password = KannelServer::password()) const
    {
        return {settings(), password, kToken, {5 * kSecond, 3 * kSecond, 20 * kSecond}};
    }
    HandOver send(const QString &id, const QString &body) const
    {
        return whileServing([&] { return kannel().send({id, QStringLiteral("+14045550117"), body}); });
    }
    Result<void> keep(const TextEvent &event)
    {
        if (m_busy > 0) {
            --m_busy;
            return Error{Error::Code::Busy, QStringLiteral("store"), {}};
        }
        if (const auto *text = std::get_if<InboundText>(&event))
            m_texts.push_back(*text);
        else
            m_reports.push_back(std::get<TextReport>(event));
        return {};
    }
    bool hasFate(const QString &id, TextFate fate) const
    {
        return std::any_of(m_reports.begin(), m_reports.end(),
            [&](const TextReport &report) { return report.id == id && report.fate == fate; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto listener = TextListener::open({}, kToken, [this](const TextEvent &event) { return keep(event); });
        QVERIFY(bool(listener));
        m_listener = std::move(*listener);
        m_server = std::make_unique<KannelServer>(m_listener->port(), kToken);
        m_server->plugIn();
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_listener.reset();
    }

    void aTextReachesThePhoneAndItsReportReachesUs()
    {
        const HandOver over = send(QStringLiteral("0195-a1"), QStringLiteral("Hi Ann & co, 50% off? é + é"));
        QVERIFY2(over.outcome == Outcome::Accepted, qPrintable(over.said + over.why.subject));
        QCOMPARE(over.providerId, QStringLiteral("0195-a1"));
        QCOMPARE(over.code, 202);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_server->phoneLog().contains("+14045550117 text Hi Ann & co, 50% off? é + é>"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasFate(QStringLiteral("0195-a1"), TextFate::Delivered), 20'000);
        QVERIFY(hasFate(QStringLiteral("0195-a1"), TextFate::Passed));
    }
    void aTextInAnotherScriptKeepsItsLetters()
    {
        QCOMPARE(send(QStringLiteral("0195-a2"), QStringLiteral("你好")).outcome, Outcome::Accepted);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->phoneLog().contains("ucs-2 O%60Y%7D>"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasFate(QStringLiteral("0195-a2"), TextFate::Delivered), 20'000);
    }
    void aTextFromAPhoneReachesUs()
    {
        m_server->sendFromPhone("+14045550118", "14045550100", "text", "Stop & go + é?");
        QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), size_t(1), 20'000);
        QCOMPARE(m_texts[0].from, QStringLiteral("+14045550118"));
        QCOMPARE(m_texts[0].to, QStringLiteral("+14045550100"));
        QCOMPARE(m_texts[0].body, QStringLiteral("Stop & go + é?"));
        QVERIFY(!m_texts[0].providerId.isEmpty() && m_texts[0].at > 0);
        m_server->sendFromPhone("+14045550118", "14045550100", "ucs2", "%4F%60%59%7D");
        QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), size_t(2), 20'000);
        QCOMPARE(m_texts[1].body, QStringLiteral("你好"));
        QVERIFY(m_texts[1].providerId != m_texts[0].providerId);
    }
    void whatCouldNotBeKeptIsBroughtAgain()
    {
        m_texts.clear();
        m_busy = 2;
        m_server->sendFromPhone("+14045550118", "14045550100", "text", "keep me");
        QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), size_t(1), 30'000);
        QCOMPARE(m_texts[0].body, QStringLiteral("keep me"));
        QCOMPARE(m_busy, 0);
    }
    void aTestSendsNothing()
    {
        const QByteArray before = m_server->phoneLog();
        QVERIFY(bool(kannel().test()));
        QCOMPARE(kannel("wrong").test().error().subject, QStringLiteral("login"));
        QCOMPARE(m_server->phoneLog(), before);
    }
    void aWrongPasswordIsRefused()
    {
        const HandOver over =
            kannel("wrong").send({QStringLiteral("0195-a3"), QStringLiteral("+14045550117"), QStringLiteral("x")});
        QVERIFY(over.outcome == Outcome::Refused && !over.permanent);
        QCOMPARE(over.why.subject, QStringLiteral("login"));
        QCOMPARE(over.code, 403);
    }
    void aTokenThatTheGatewayWouldFillInIsRefused()
    {
        const HandOver over =
            Kannel(settings(), KannelServer::password(), "50%d0123456789abc")
                .send({QStringLiteral("0195-a4"), QStringLiteral("+14045550117"), QStringLiteral("x")});
        QVERIFY(over.outcome == Outcome::Refused && over.why.subject == QLatin1String("listener"));
    }
    // The last two leave the gateway of no use.
    void aGatewayThatHangsLeavesItUnknown()
    {
        m_server->freeze(true);
        const HandOver over = send(QStringLiteral("0195-a5"), QStringLiteral("late"));
        QVERIFY2(over.outcome == Outcome::Unknown, qPrintable(over.why.subject));
        QCOMPARE(over.why.detail, QStringLiteral("timeout"));
        m_server->freeze(false); // and then it goes out after all: so nobody may send it again
        QTRY_VERIFY_WITH_TIMEOUT(hasFate(QStringLiteral("0195-a5"), TextFate::Delivered), 20'000);
    }
    void aGatewayThatIsGoneRefuses()
    {
        m_server->stop();
        const HandOver over = send(QStringLiteral("0195-a6"), QStringLiteral("never"));
        QVERIFY(over.outcome == Outcome::Refused && !over.permanent);
        QCOMPARE(over.why.detail, QStringLiteral("connect"));
    }
};
UPDESK_TEST(TestKannel);
#include "tst_kannel.moc"
