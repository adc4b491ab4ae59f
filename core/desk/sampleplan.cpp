// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/intakeverbs.h"
#include "core/desk/samplestories.h"

namespace updesk
{

static CallLog logOf(Outcome outcome)
{
    CallLog log;
    log.outcome = outcome;
    return log;
}

static CallLog callBackAt(Time when)
{
    CallLog log = logOf(Outcome::CallBack);
    log.callBack = when;
    return log;
}

static CallLog visitAt(Time when)
{
    CallLog log = logOf(Outcome::VisitSet);
    log.appointment = when;
    return log;
}

static QString lostReason(int n)
{
    const QStringList reasons = lostReasons();
    return reasons[n % reasons.size()];
}

// Clocks that run, come close and are late, in first response and beyond it.
void SampleStories::planLive()
{
    static constexpr int kSecondsAgo[] = {
        15, 50, 95, 140, 200, 250, 360, 540, 830, 1300, 1700, 2520, 3300, 4200, 5300, 6300};
    int n = 0;
    for (const int ago : kSecondsAgo) {
        LeadDraft draft = anyInquiry();
        if (n++ % 4 == 0) { // some that are hot
            draft.source = QStringLiteral("Repeat customer");
            draft.type = LeadType::Repeat;
            draft.timeframeDays = 7;
            draft.timeframeWords = QStringLiteral("this week");
            draft.asks = AskVisit | AskAvailable;
            draft.region = QStringLiteral("NY");
            draft.postal = QStringLiteral("10011");
            const Unit &unit = m_random.of(m_world.stock);
            VehicleDraft want;
            want.year = unit.year;
            want.make = unit.make;
            want.model = unit.model;
            want.trim = unit.trim;
            want.stock = unit.stock;
            draft.wants = {want};
            draft.comments = m_world.questions.front().text.arg(want.model); // about this vehicle, not the one before
        }
        arrive(m_now - ago * kSecond, std::move(draft));
    }
    // Their target is longer than the day: they wait for the opening under the moon.
    for (const int minutes : {4, 22, 75}) {
        LeadDraft draft = inquiry(LeadType::Equity);
        draft.source = QStringLiteral("Equity mining");
        arrive(m_now - minutes * kMinute, std::move(draft));
    }
}

// Called without answer; now they ask again.
void SampleStories::planWaiting()
{
    int days = 1;
    for (const int secondsAgo : {40, 370, 850, 1980}) {
        const Time came = openMoment(days++);
        LeadDraft draft = anyInquiry();
        LeadDraft again = draft;
        again.comments = m_random.of(m_world.questions).text.contains(u'%') ? QStringLiteral("Did you get my question?")
                                                                            : QStringLiteral("Is anybody there?");
        arrive(came, std::move(draft),
            [this, came](const Captured &lead) { call(lead.lead, soonAfter(came, 2, 9), logOf(Outcome::Voicemail)); });
        arrive(m_now - secondsAgo * kSecond, std::move(again));
    }
}

// A visit a day and some minutes away: its confirmation is due within the hour.
void SampleStories::planConfirmations()
{
    for (const int minutes : {-12, 18, 41}) {
        const Time came = openMoment(m_random.between(2, 4));
        arrive(came, anyInquiry(), [this, came, minutes](const Captured &lead) {
            call(lead.lead, soonAfter(came, 1, 5), visitAt(m_now + kDay + minutes * kMinute));
        });
    }
}

// Promised call-backs around now, and attempts that fell due this morning.
void SampleStories::planToday()
{
    const Time lastToday = m_hours.endOfDay(m_now) - kMinute;
    for (const int minutes : {-35, 10, 25, 50, 80, 120, 165, 220}) {
        const Time came = openMoment(m_random.between(1, 6));
        const Time due = std::min(m_now + minutes * kMinute, lastToday);
        arrive(came, anyInquiry(), [this, came, due](const Captured &lead) {
            call(lead.lead, std::min(soonAfter(came, 2, 20), due - kHour), callBackAt(due));
        });
    }
    for (int i = 0; i < 14; ++i) {
        const Time came = openMoment(1);
        arrive(came, anyInquiry(), [this, came, i](const Captured &lead) {
            const Time first = soonAfter(came, 1, 40);
            call(lead.lead, first, logOf(i % 3 ? Outcome::NoAnswer : Outcome::Voicemail));
            if (i % 4 == 0)
                call(lead.lead, soonAfter(first, 60, 130), logOf(Outcome::NoAnswer));
        });
    }
}

// Call-backs and visits of the days to come; a third began in the showroom or on the phone.
void SampleStories::planLater()
{
    for (int i = 0; i < 39; ++i) {
        const Time came = openMoment(m_random.between(1, 18));
        const Time next = openMoment(-m_random.between(1, 20));
        LeadDraft draft = anyInquiry();
        const bool keyed = i % 3 == 0;
        if (keyed) {
            draft.type = i % 2 ? LeadType::Phone : LeadType::WalkIn;
            draft.source = i % 2 ? QStringLiteral("Phone") : QStringLiteral("Drive by");
        }
        arrive(
            came, std::move(draft),
            [this, came, next, i](const Captured &lead) {
                CallLog log = i % 4 == 1 ? visitAt(next) : callBackAt(next);
                if (i % 9 == 1)
                    log.told = 45 * kSecond; // from another phone
                log.note = i % 5 == 0 ? m_random.of(m_world.notes) : QString();
                const Time first = soonAfter(came, 1, 30);
                call(lead.lead, first, log);
                if (i % 12 == 7) { // keyed without a dial: not verified
                    CallLog bare = logOf(Outcome::Voicemail);
                    bare.dialledAt = -1;
                    call(lead.lead, soonAfter(first, 30, 200), bare);
                }
            },
            keyed);
    }
}

// Two people with one phone, and people who may be somebody we know.
void SampleStories::planFamilies()
{
    for (int i = 0; i < 6; ++i) {
        const Time came = openMoment(m_random.between(3, 9));
        LeadDraft one = anyInquiry();
        one.street = QStringLiteral("%1 Maple Ave").arg(20 + i);
        one.city = QStringLiteral("Northgate");
        one.region = QStringLiteral("NY");
        one.postal = QStringLiteral("10011");
        LeadDraft two = anyInquiry();
        two.last = one.last;
        two.street = one.street;
        two.city = one.city;
        two.region = one.region;
        two.postal = one.postal;
        if (i % 2) {
            two.phones = one.phones;
        } else {
            two.first = one.first;
        }
        two.full = two.first + u' ' + two.last;
        const auto follow = [this, came](const Captured &lead) {
            call(lead.lead, soonAfter(came, 20, 70), callBackAt(openMoment(-m_random.between(1, 9))));
        };
        arrive(came, std::move(one), follow);
        arrive(came + 9 * kMinute, std::move(two), follow);
    }
}

void SampleStories::planClosed()
{
    for (int i = 0; i < 88; ++i) {
        const Time came = openMoment(m_random.between(3, 20));
        LeadDraft draft = anyInquiry();
        const bool walkIn = i % 10 == 4;
        if (walkIn) {
            draft.type = LeadType::WalkIn;
            draft.source = QStringLiteral("Drive by");
        }
        arrive(
            came, std::move(draft),
            [this, came, i](const Captured &lead) {
                const Time first = soonAfter(came, 1, i % 6 == 0 ? 120 : 9);
                const Time second = soonAfter(first, 300, 1500);
                if (i % 7 == 0) {
                    call(lead.lead, first, visitAt(second + 20 * kHour));
                    return sell(lead, second + 21 * kHour);
                }
                if (i % 25 == 3) {
                    call(lead.lead, first, logOf(Outcome::WrongNumber));
                    return close(lead.lead, second, Closed::Bad, QStringLiteral("wrong_number"));
                }
                if (i % 33 == 5) {
                    CallLog stop = logOf(Outcome::DoNotContact);
                    stop.words = QStringLiteral("Take me off your list.");
                    return call(lead.lead, first, stop);
                }
                call(lead.lead, first, logOf(i % 2 ? Outcome::NoAnswer : Outcome::Voicemail));
                if (i % 50 == 9)
                    return close(lead.lead, second, Closed::Duplicate, QStringLiteral("keyed_twice"));
                CallLog lost = logOf(Outcome::NotInterested);
                lost.reason = lostReason(i);
                call(lead.lead, second, lost);
            },
            walkIn);
    }
}

// Where they live: their number tells no place, and of whom none is known the hours are few (US-1).
static QString placeOf(const LeadDraft &draft)
{
    return QStringLiteral("    <address><city>%1</city><regioncode>%2</regioncode><country>US</country></address>\n")
        .arg(draft.city.toHtmlEscaped(), draft.region);
}

static QByteArray adfOf(const LeadDraft &draft)
{
    const VehicleDraft want = draft.wants.empty() ? VehicleDraft{} : draft.wants.front();
    return QStringLiteral("<?xml version=\"1.0\"?>\n<?adf version=\"1.0\"?>\n<adf>\n <prospect>\n"
                          "  <vehicle interest=\"buy\"><year>%1</year><make>%2</make><model>%3</model></vehicle>\n"
                          "  <customer>\n   <contact>\n    <name part=\"full\">%4</name>\n    <email>%5</email>\n"
                          "    <phone>%6</phone>\n%9   </contact>\n   <comments>%7</comments>\n  </customer>\n"
                          "  <vendor><vendorname>Northgate Motors</vendorname></vendor>\n"
                          "  <provider><name part=\"full\">%8</name></provider>\n </prospect>\n</adf>\n")
        .arg(QString::number(want.year), want.make.toHtmlEscaped(), want.model.toHtmlEscaped(),
            draft.full.toHtmlEscaped(), draft.emails.empty() ? QString() : draft.emails.front().address,
            draft.phones.front().typed, draft.comments.toHtmlEscaped(), draft.source, placeOf(draft))
        .toUtf8();
}

void SampleStories::arriveAsDocument(Time when, LeadDraft draft)
{
    at(when, [this, draft = std::move(draft)]() -> Result<void> {
        m_session.setPerson({});
        const auto taken =
            takeDocument(m_session, adfOf(draft), QStringLiteral("%1.adf.xml").arg(draft.last.toLower()));
        if (!taken)
            return taken.error();
        m_leads += int(taken->captured.size());
        return {};
    });
}

// Some leads whose document can be read, and two documents that nobody could make sense of.
void SampleStories::planDocuments()
{
    for (const int minutes : {1, 13, 38}) {
        LeadDraft draft = anyInquiry();
        if (draft.wants.empty())
            draft.wants = {m_world.vehicle(m_random, m_year)};
        arriveAsDocument(m_now - minutes * kMinute, std::move(draft));
    }
    static constexpr std::pair<const char *, const char *> kBroken[] = {
        {"inquiry-4471.xml",
            "<?xml version=\"1.0\"?>\n<adf><prospect><customer><contact><name part=\"full\">J. Tembo</name>"
            "<phone>(555) 555-0142</phone></contact"},
        {"newsletter.eml",
            "From: news@autonews.example\r\nTo: leads@northgatemotors.example\r\nSubject: Spring auction dates\r\n"
            "Message-ID: <spring@autonews.example>\r\nContent-Type: text/plain\r\n\r\nThe spring auctions begin "
            "soon.\r\n"
            "Call 555-555-0107 for a catalogue.\r\n"}};
    for (const auto &[name, bytes] : kBroken) {
        at(m_now - 3 * kHour, [this, name = name, bytes = bytes]() -> Result<void> {
            m_session.setPerson({});
            const auto taken = takeDocument(m_session, QByteArray(bytes), QString::fromLatin1(name));
            return taken ? Result<void>{} : taken.error();
        });
    }
}

} // namespace updesk
