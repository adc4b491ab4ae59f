// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/matchcells.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What of two records agrees, side by side.
class TestMatchCells : public QObject
{
    Q_OBJECT

    using Of = MatchCell::Of;
    using Agree = MatchCell::Agree;
    static std::vector<MatchCell> cells(TestStore &store, const LeadDraft &one, const LeadDraft &other)
    {
        CaptureChoices fresh;
        fresh.newPerson = true;
        const CustomerId left = store.add(one, fresh).customer, right = store.add(other, fresh).customer;
        const auto view = mergeView(store->database(), left, right);
        if (!view)
            qFatal("view");
        if (view->match != *matchBetween(store->database(), left, right))
            qFatal("the view is judged otherwise");
        return matchCells(view->left, view->right, view->match);
    }
    static const MatchCell *of(const std::vector<MatchCell> &cells, Of of)
    {
        const auto found = std::ranges::find(cells, of, &MatchCell::of);
        return found == cells.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void theNumberThatBothHaveIsShownOfSeveral()
    {
        TestStore store;
        LeadDraft one = store.webLead(0), other = store.webLead(12);
        other.phones.push_back(one.phones.front());
        const auto all = cells(store, one, other);
        const MatchCell *phone = of(all, Of::Phone);
        QVERIFY(phone && phone->agree == Agree::Same);
        QCOMPARE(phone->left, one.phones.front().e164);
        QCOMPARE(phone->right, phone->left);
        QCOMPARE(of(all, Of::Name)->agree, Agree::No);
        QCOMPARE(of(all, Of::Email)->agree, Agree::No);
        QCOMPARE(of(all, Of::Email)->left, QStringLiteral("person0@example.com"));
        QVERIFY(!of(all, Of::Company)); // neither has one
    }
    void whatIsNearlyTheSameIsAlike()
    {
        TestStore store;
        LeadDraft one = store.webLead(0), other = store.webLead(0);
        other.externalId = QStringLiteral("other");
        other.last = QStringLiteral("Okafort");
        other.full = QStringLiteral("Sam Okafort");
        other.phones = {};
        other.emails = {{{}, QStringLiteral("persom0@example.com")}};
        const auto all = cells(store, one, other);
        QCOMPARE(of(all, Of::Name)->agree, Agree::Alike);
        QCOMPARE(of(all, Of::Email)->agree, Agree::Alike);
        QCOMPARE(of(all, Of::Address)->agree, Agree::Alike); // the postal code
        QCOMPARE(of(all, Of::Phone)->agree, Agree::No);
        QVERIFY(of(all, Of::Phone)->right.isEmpty());
    }
    void ofSeveralTheTwoThatAreOneTypoApartAreShown()
    {
        TestStore store;
        LeadDraft one = store.webLead(0), other = store.webLead(0);
        other.externalId = QStringLiteral("other");
        other.phones = {};
        one.emails = {{{}, QStringLiteral("work@elmfarms.example")}, {{}, QStringLiteral("person0@example.com")}};
        other.emails = {{{}, QStringLiteral("shop@oakfarms.example")}, {{}, QStringLiteral("persom0@example.com")}};
        const auto all = cells(store, one, other);
        const MatchCell *mail = of(all, Of::Email);
        QVERIFY(mail && mail->agree == Agree::Alike);
        QCOMPARE(mail->left, QStringLiteral("person0@example.com"));
        QCOMPARE(mail->right, QStringLiteral("persom0@example.com"));
    }
    void aMadeUpNumberThatBothHaveIsNotTheReason()
    {
        TestStore store;
        LeadDraft one = store.webLead(0), other = store.webLead(1);
        const PhoneDraft real = one.phones.front(), madeUp{{}, QStringLiteral("+12125551212"), {}};
        one.phones = {madeUp, real};
        other.phones = {madeUp, real};
        const auto all = cells(store, one, other);
        QCOMPARE(of(all, Of::Phone)->agree, Agree::Same);
        QCOMPARE(of(all, Of::Phone)->left, real.e164);
        QCOMPARE(of(all, Of::Phone)->right, real.e164);
    }
};
UPDESK_TEST(TestMatchCells);
#include "tst_matchcells.moc"
