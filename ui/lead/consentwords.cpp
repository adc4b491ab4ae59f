// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/consentwords.h"

#include "core/desk/consentverbs.h"
#include "ui/parts/sentence.h"

#include <algorithm>

namespace updesk
{

QString ConsentWords::way(Channel way)
{
    switch (way) {
    case Channel::Phone:
        return tr("Calls");
    case Channel::Text:
        return tr("Texts");
    case Channel::Email:
        return tr("Emails");
    case Channel::None:
    case Channel::InPerson:
        break;
    }
    return tr("Calls, texts and emails");
}

QString ConsentWords::given(Consent::Given given)
{
    switch (given) {
    case Consent::Given::InPerson:
        return tr("in person");
    case Consent::Given::Phone:
        return tr("by phone");
    case Consent::Given::WebForm:
        return tr("on a web form");
    case Consent::Given::Paper:
        return tr("on paper");
    case Consent::Given::Unknown:
        break;
    }
    return {};
}

static QString noSince(Channel way, const WayStand &stand, const DeskWords &words, Time now)
{
    const QString what = ConsentWords::way(way), day = words.momentWithTime(stand.at, now);
    const QString who = words.person(stand.by);
    if (!stand.theirs)
        return who.isEmpty()
            //: %1: "Calls", %2: a day, %3: why
            ? ConsentWords::tr("%1: no, the store decided it %2: “%3”").arg(what, day, stand.words)
            //: %1: "Calls", %2: a day, %3: why, %4: who
            : ConsentWords::tr("%1: no, %4 decided it %2: “%3”").arg(what, day, stand.words, who);
    if (stand.words.isEmpty())
        //: %1: "Calls", %2: a day
        return ConsentWords::tr("%1: no, they said so %2").arg(what, day);
    //: %1: "Calls", %2: a day, %3: what the customer wrote or said
    return ConsentWords::tr("%1: no, they said so %2: “%3”").arg(what, day, stand.words);
}

QString ConsentWords::agreed(const Consent &consent, const DeskWords &words, Time now)
{
    const bool service = consent.purpose == QLatin1String(kServicedConsent);
    QStringList all{service ? tr("Paid for service") : way(Channel(consent.channel))};
    if (consent.purpose == QLatin1String("marketing"))
        all << tr("with offers");
    if (consent.form.isEmpty())
        all << given(consent.given);
    else
        //: %1: "on paper", %2: the version of a form
        all << tr("%1 (form %2)").arg(given(consent.given), consent.form);
    all << words.momentWithTime(consent.at, now);
    all.removeAll(QString());
    const QString head = all.join(tr(", ", "between the parts of a consent"));
    //: %1: what was agreed to, how and when, %2: in which words
    return consent.words.isEmpty() ? head : tr("%1: “%2”").arg(head, consent.words.simplified().left(80));
}

QString ConsentWords::standing(const std::vector<Consent> &said, const DeskWords &words, Time now)
{
    const auto ways = waysOf(said);
    QStringList lines;
    for (size_t i = 0; i < ways.size(); ++i)
        lines << (ways[i].refused ? noSince(kContactWays[i], ways[i], words, now)
                                  //: %1: "Calls"
                                  : tr("%1: nothing against it").arg(way(kContactWays[i])));
    for (const Consent &one : said) {
        if (one.state == Consent::State::Yes && one.purpose != QLatin1String(kLiftedConsent))
            //: %1: to what, how and when
            lines << tr("Agreed to: %1").arg(agreed(one, words, now));
    }
    return lines.join(u'\n');
}

QString ConsentWords::line(const Activity &activity)
{
    QStringList ways;
    const QStringList codes = activity.providerText.split(u' ', Qt::SkipEmptyParts);
    for (const Channel one : kContactWays) {
        if (codes.contains(wayCode(one)))
            ways << way(one);
    }
    const QString what = ways.isEmpty() ? way(Channel::None) : ways.join(tr(", ", "between the parts of a consent"));
    switch (activity.code) {
    case Activity::Code::ConsentTaken:
        if (codes.contains(QLatin1String(kServicedConsent)))
            return tr("Paid for service");
        return tr("Agreed to: %1").arg(what);
    case Activity::Code::ConsentEnded:
        if (codes.contains(QLatin1String(kServicedConsent)))
            return tr("Paid for service: counts no more");
        return tr("Consent counts no more: %1").arg(what);
    case Activity::Code::WayRefused:
        return tr("Do not contact: %1").arg(what);
    case Activity::Code::WayOpened:
        return tr("May be contacted again: %1").arg(what);
    default:
        return {};
    }
}

QString ConsentWords::refused(const Error &error)
{
    const auto is = [&error](const char *subject) { return error.subject == QLatin1String(subject); };
    if (error.code == Error::Code::Denied && is("role"))
        return tr("Only a manager can do that. Nothing was changed.");
    if (error.code == Error::Code::Denied && is("elsewhere"))
        return tr("Somebody else with this number or address does not want it. Open that customer.");
    if (error.code == Error::Code::Denied && is("do_not_contact"))
        return tr("They do not want to be contacted that way. A manager lifts that first, when they ask for it.");
    if (error.code == Error::Code::NotFound && (is("refusal") || is("consent")))
        return tr("Somebody has changed it meanwhile. Nothing was changed.");
    return sentence(error);
}

} // namespace updesk
