// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/serverbench.h"

using namespace updesk;

static const QString kOk = QStringLiteral("ok"), kSigned = QStringLiteral("rejected:signed"),
                     kAdded = QStringLiteral("rejected:added"), kValue = QStringLiteral("rejected:value");

/// Who worked, and when, as the server takes it from the login: what people could write past their desks.
class TestServerWork : public ServerBench
{
    Q_OBJECT
    static constexpr const char *kCall = "\"kind\":0,\"direction\":2";
    static constexpr const char *kVisit = "\"kind\":3,\"direction\":1";
    static constexpr const char *kCallIn = "\"kind\":0,\"direction\":1";

    static QByteArray num(const char *column, qint64 value)
    {
        return QByteArray(",\"") + column + "\":" + QByteArray::number(value);
    }
    static QByteArray proof(int evidence) { return num("evidence", evidence); }
    static QByteArray of(const Id &lead) { return ",\"lead_id\":" + hex(lead); }
    static QByteArray instead(const Id &line) { return ",\"corrects_id\":" + hex(line); }
    QByteArray by(const char *login) const { return ",\"person_id\":" + person(login); }
    Id lead(int type = 0) { return putNew(*m_meg, "lead", "\"type\":" + QByteArray::number(type)); }
    static QString put(Pusher &who, const char *table, const QByteArray &fields, const Id &row = Pusher::fresh())
    {
        return Pusher::outcome(who.push({Pusher::put(table, row, fields)}));
    }
    static QString line(Pusher &who, const QByteArray &fields, const Id &row = Pusher::fresh())
    {
        return put(who, "activity", fields, row);
    }
    static QString set(Pusher &who, const char *table, const Id &row, const QByteArray &f, const QByteArray &b,
        const char *kind = "set")
    {
        return Pusher::outcome(who.push({Pusher::set(table, row, f, b, kind)}));
    }
    /// Another push of a lead that comes with what was done on it.
    static QString newLeadAnd(Pusher &who, int type, const QByteArray &fields, Id *made = nullptr)
    {
        const Id lead = Pusher::fresh();
        if (made)
            *made = lead;
        const auto answer = who.push({Pusher::put("lead", lead, "\"type\":" + QByteArray::number(type)),
            Pusher::put("activity", Pusher::fresh(), fields + of(lead))});
        return Pusher::outcome(answer, 2);
    }
    /// A call as the host tells it that hears the phone system.
    Id seenCall(const Id &lead)
    {
        const Id row = Pusher::fresh();
        if (line(*m_host, kCall + of(lead) + num("at", m_now) + num("seconds", 60) + proof(3), row) != kOk)
            qFatal("host");
        return row;
    }
    /// A text that the host has kept, for somebody to file.
    Id keptText(const QByteArray &words)
    {
        const Id original = Pusher::fresh();
        m_host->push({Pusher::put("original", original, "\"kind\":3"),
            Pusher::put("original_part", Pusher::fresh(),
                "\"bytes\":\"" + ("text message\nfrom +12125550100\n\n" + words).toBase64()
                    + "\",\"original_id\":" + hex(original))});
        return original;
    }
    std::unique_ptr<Pusher> m_host;

private Q_SLOTS:
    void initTestCase()
    {
        openServer();
        QVERIFY(m_server->chief()->execute("GRANT updesk_auto TO pia"));
        QVERIFY(m_server->chief()->execute("UPDATE updesk.member SET role='sales' WHERE login='pia'"));
        m_host = std::make_unique<Pusher>(*m_server, "pia"); // sells, and their computer runs the automation
    }
    void cleanupTestCase() { m_server.reset(); }

    void nobodySaysThatAColleagueWorked()
    {
        const QByteArray told = kCall + of(lead()) + proof(1);
        QCOMPARE(line(*m_ann, told + by("ann")), kOk);
        QCOMPARE(line(*m_ann, told), kOk); // of nobody who is named
        QCOMPARE(line(*m_ann, told + by("bob")), kSigned);
        QCOMPARE(line(*m_ann, "\"kind\":4,\"body\":\"n\"" + by("bob")), kSigned);
        QCOMPARE(line(*m_meg, told + by("bob")), kOk);
        QCOMPARE(line(*m_host, told + by("bob")), kOk);
        QCOMPARE(line(*m_ann, kVisit + of(lead()) + proof(1) + by("bob")), kOk); // whom the visitor came to see
        Pusher ida(*m_server, "ida");
        QCOMPARE(
            Pusher::outcome(ida.push({Pusher::put("activity", Pusher::fresh(), told + by("bob"))}, 0, "adopt")), kOk);
    }
    void onlyThePhoneSystemConfirmsACall()
    {
        const QByteArray call = kCall + of(lead()) + num("at", m_now);
        QCOMPARE(line(*m_ann, call + by("ann") + proof(2)), kOk);
        QCOMPARE(line(*m_ann, call + by("ann") + proof(3)), kSigned);
        QCOMPARE(line(*m_ann, call + proof(3)), kSigned);
        QCOMPARE(line(*m_ann, call + proof(4)), kSigned); // nor does a person say what the program sent
        QCOMPARE(line(*m_ann, "\"kind\":2,\"direction\":2" + by("ann") + of(lead()) + proof(3)), kSigned);
        QCOMPARE(line(*m_ann, call + instead(Pusher::fresh()) + by("ann") + proof(3)), kSigned);
        QCOMPARE(line(*m_meg, call + proof(3)), kOk); // a list of the phone system that a manager brings
        QCOMPARE(line(*m_host, call + by("bob") + proof(3)), kOk);
    }
    void aCallThatThePhoneSystemSawIsWhoseItWas()
    {
        const Id lead = this->lead(), seen = seenCall(lead);
        const QByteArray call = kCall + of(lead) + by("ann") + proof(3) + instead(seen) + ",\"outcome\":4";
        const QByteArray at = num("at", m_now), later = num("at", m_now - kMinute), length = num("seconds", 60);
        QCOMPARE(line(*m_ann, call + later + length), kSigned);
        QCOMPARE(line(*m_ann, call + at + num("seconds", 600)), kSigned);
        QCOMPARE(line(*m_ann, kCall + of(this->lead()) + by("ann") + proof(3) + instead(seen) + at + length), kSigned);
        QCOMPARE(line(*m_ann, kCall + of(lead) + by("bob") + proof(3) + instead(seen) + at + length), kSigned);
        const Id own = Pusher::fresh();
        QCOMPARE(line(*m_ann, call + at + length, own), kOk);
        QCOMPARE(line(*m_bob, kCall + of(lead) + by("bob") + proof(3) + instead(own) + at + length), kSigned);
    }
    // The copy has lost what the host told, and who logged the call is back first.
    void aServerThatWasSetBackTakesTheCallWhoseProofItHasLost()
    {
        const QByteArray call = kCall + of(lead()) + by("ann") + num("at", m_now) + proof(3);
        const auto chief = m_server->chief();
        QVERIFY(chief->execute("CREATE TABLE public.kept AS SELECT * FROM updesk.known_generation"));
        QVERIFY(chief->execute("UPDATE updesk.known_generation SET generation='before'"));
        const QString lost = line(*m_ann, call + instead(Pusher::fresh()));
        const QString none = line(*m_ann, call);
        QVERIFY(chief->execute("UPDATE updesk.known_generation k SET generation=o.generation FROM public.kept o"
                               " WHERE o.store_id=k.store_id"));
        QCOMPARE(lost, kOk);
        QCOMPARE(none, kSigned);
    }
    void verifiedIsTakenOffALineAndNothingElse()
    {
        const Id lead = this->lead(), call = Pusher::fresh();
        const QByteArray at = num("at", m_now), of = kCall + this->of(lead) + instead(call);
        QCOMPARE(line(*m_bob, kCall + this->of(lead) + by("bob") + at + proof(2), call), kOk);
        QCOMPARE(line(*m_ann, of + by("bob") + at + proof(2)), kSigned);
        QCOMPARE(line(*m_ann, of + by("ann") + at), kSigned); // it stays Bob's
        QCOMPARE(line(*m_ann, of + by("bob") + num("at", m_now + kHour)), kSigned);
        QCOMPARE(line(*m_ann, of + by("bob") + at + ",\"body\":\"forged\""), kSigned);
        QCOMPARE(line(*m_ann, of + by("bob") + at + num("outcome", 3)), kSigned);
        QCOMPARE(line(*m_ann, of + by("bob") + at), kOk);
        // One that waits at the desk for whoever did it.
        QCOMPARE(line(*m_ann, kCall + this->of(lead) + by("bob") + at + instead(Pusher::fresh())), kOk);
        QCOMPARE(line(*m_ann, "\"kind\":4,\"body\":\"forged\"" + by("bob") + instead(Pusher::fresh())), kSigned);
    }
    void aMeetingIsConfirmedOfTheLeadThatBeganWithIt()
    {
        QCOMPARE(newLeadAnd(*m_ann, 3, kVisit + by("bob") + proof(3)), kOk);
        Id phoneUp;
        QCOMPARE(newLeadAnd(*m_ann, 2, kCallIn + by("ann") + proof(3), &phoneUp), kOk);
        QCOMPARE(line(*m_bob, kVisit + of(phoneUp) + by("ann") + proof(3)), kOk); // who is expected there has come
        QCOMPARE(line(*m_bob, kCallIn + of(phoneUp) + by("bob") + proof(3)), kOk);
        QCOMPARE(line(*m_bob, kVisit + of(lead(3)) + by("ann") + proof(3)), kOk);
        // It would answer an inquiry, or stop the clock of somebody who only rang.
        QCOMPARE(line(*m_ann, kVisit + of(lead()) + by("ann") + proof(3)), kSigned);
        QCOMPARE(line(*m_ann, kVisit + of(lead()) + by("ann") + proof(1)), kOk);
        QCOMPARE(line(*m_ann, kCallIn + of(lead(2)) + by("ann") + proof(3)), kSigned);
        QCOMPARE(line(*m_ann, "\"kind\":4,\"direction\":1" + of(lead(3)) + proof(3)), kSigned);
    }
    void theClockOfALeadIsTurnedByNobody()
    {
        const Id lead = this->lead();
        for (Pusher *who : {m_ann.get(), m_meg.get(), m_host.get()}) {
            for (const QByteArray column : {"received", "sent_at", "type"})
                QCOMPARE(set(*who, "lead", lead, '"' + column + "\":1", '"' + column + "\":0"), kAdded);
            QCOMPARE(set(*who, "lead", lead, "\"source_id\":" + hex(lead), "\"source_id\":null"), kAdded);
            QCOMPARE(set(*who, "lead", lead, "\"type\":3", "\"type\":0", "merge"), kAdded);
        }
        QCOMPARE(set(*m_ann, "lead", lead, "\"grade_set\":1", "\"grade_set\":0"), kOk);
        QCOMPARE(set(*m_ann, "lead", lead, "\"deleted\":1", "\"deleted\":0"), kOk);
    }
    void aLeadAndADealStandAsTheProgramKnows()
    {
        const Id lead = this->lead(), deal = putNew(*m_ann, "deal", "\"entered_by\":" + person("ann"));
        for (Pusher *who : {m_ann.get(), m_meg.get()}) {
            QCOMPARE(set(*who, "lead", lead, "\"closed\":77", "\"closed\":0"), kValue);
            QCOMPARE(set(*who, "deal", deal, "\"state\":99", "\"state\":0"), kValue);
            QCOMPARE(put(*who, "lead", "\"closed\":5"), kValue);
        }
        QCOMPARE(set(*m_ann, "lead", lead, "\"closed\":4", "\"closed\":0"), kOk);
        QCOMPARE(set(*m_ann, "deal", deal, "\"state\":2", "\"state\":0"), kOk);
    }
    void whoSoldAndWhoGaveIsOnesOwn()
    {
        QCOMPARE(put(*m_ann, "deal", "\"entered_by\":" + person("bob")), kSigned);
        QCOMPARE(put(*m_ann, "deal", "\"entered_by\":" + person("ann") + by("bob")), kOk);
        QCOMPARE(put(*m_meg, "deal", "\"entered_by\":" + person("bob")), kOk);
        const QByteArray given = "\"to_person\":" + person("ann") + of(lead());
        QCOMPARE(put(*m_ann, "assignment", given + ",\"by_person\":" + person("meg")), kSigned);
        QCOMPARE(put(*m_ann, "assignment", given + ",\"by_person\":" + person("ann")), kOk);
        QCOMPARE(put(*m_ann, "assignment", given), kOk); // by a rule
        QCOMPARE(put(*m_meg, "assignment", given + ",\"by_person\":" + person("ann")), kOk);
        const Id deal = putNew(*m_bob, "deal", "\"entered_by\":" + person("bob") + by("bob"));
        for (const QByteArray column : {"entered_by", "person_id"}) {
            QCOMPARE(
                set(*m_ann, "deal", deal, '"' + column + "\":" + person("ann"), '"' + column + "\":" + person("bob")),
                kAdded);
        }
        QCOMPARE(set(*m_ann, "deal", deal, "\"gross_known\":1", "\"gross_known\":0"), kOk);
    }
    void theProgramWritesToNobodyByAPerson()
    {
        const QByteArray asked = "\"channel\":2,\"sent_by\":1";
        const auto message = [](const Id &row) { return "\"chan\":2,\"purpose\":\"" + row.hex() + '"'; };
        const Id one = Pusher::fresh(), two = Pusher::fresh();
        QCOMPARE(put(*m_ann, "message", message(one) + of(lead()), one), kSigned);
        QCOMPARE(put(*m_ann, "message", message(one) + of(lead()) + num("meant", 3), one), kSigned);
        QCOMPARE(put(*m_ann, "message", message(one) + of(lead()) + ",\"by_person\":" + person("ann"), one), kOk);
        QCOMPARE(put(*m_host, "message", message(two) + of(lead()), two), kOk);
        QCOMPARE(put(*m_ann, "gate_log", asked + of(lead())), kSigned);
        QCOMPARE(put(*m_ann, "gate_log", asked + of(lead()) + ",\"by_person\":" + person("ann")), kOk);
        QCOMPARE(put(*m_ann, "gate_log", "\"channel\":1" + of(lead())), kOk); // asked at a desk of nobody
        QCOMPARE(put(*m_host, "gate_log", asked + of(lead())), kOk);
    }
    void whoFilesAStopHasItConfirmed()
    {
        const Id lead = this->lead();
        const auto file = [&](const Id &of, int meant) {
            const QByteArray about = this->of(of);
            const QByteArray text =
                "\"kind\":1,\"direction\":1,\"body\":\"STOP\",\"original_id\":" + hex(keptText("STOP"));
            return m_ann->push({Pusher::put("activity", Pusher::fresh(), text + this->of(lead)),
                Pusher::put("gate_log", Pusher::fresh(), "\"channel\":2,\"sent_by\":1" + num("purpose", meant) + about),
                Pusher::put("message", Pusher::fresh(),
                    "\"chan\":2,\"purpose\":" + hex(Pusher::fresh()) + num("meant", meant) + about)});
        };
        const auto filed = file(lead, 3), elsewhere = file(this->lead(), 3), other = file(lead, 0);
        for (int n = 1; n <= 3; ++n) {
            QCOMPARE(Pusher::outcome(filed, n), kOk);
            QCOMPARE(Pusher::outcome(elsewhere, n), n == 1 ? kOk : kSigned);
            QCOMPARE(Pusher::outcome(other, n), n == 1 ? kOk : kSigned);
        }
    }
};

UPDESK_TEST(TestServerWork);
#include "tst_serverwork.moc"
