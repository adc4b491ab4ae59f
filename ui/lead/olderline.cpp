// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/olderline.h"

#include "ui/parts/sentence.h"
#include "ui/parts/sentencesync.h"

#include <QCoreApplication>

namespace updesk
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OlderLine)
};

bool isOfTheLogin(const Error &error)
{
    const bool login = error.subject == QLatin1String("login") || error.subject == QLatin1String("password");
    return login && (error.code == Error::Code::NotFound || error.code == Error::Code::Denied);
}

OlderLine failed(const Error &error)
{
    OlderLine line{Icon::Warning, {}, Words::tr("Try again")};
    if (error.code == Error::Code::Offline)
        return {Icon::Offline, Words::tr("Older history did not load: the server cannot be reached. Nothing is lost."),
            line.action};
    if (isOfTheLogin(error))
        line.words = Words::tr("Older history did not load: you are not signed in to the server.");
    else if (error.code == Error::Code::Busy)
        line.words = Words::tr("Older history did not load: the server is busy. Nothing is lost.");
    else {
        const QString ofServer = syncSentence(error);
        //: %1: one or more whole sentences about the reason
        line.words = Words::tr("Older history did not load. %1").arg(ofServer.isEmpty() ? sentence(error) : ofServer);
    }
    return line;
}

} // namespace

OlderLine olderLine(OlderHere here, const OlderNews *news)
{
    const OlderLine offer{Icon::Sync, Words::tr("Older history is on the server: this desk keeps 25 months."),
        Words::tr("Show older history")};
    if (!news)
        return here == OlderHere::Likely ? offer : OlderLine{};
    switch (news->is) {
    case OlderNews::Is::None:
        return {};
    case OlderNews::Is::There:
        return here == OlderHere::AllHere ? OlderLine{} : offer;
    case OlderNews::Is::Coming:
        return {Icon::Sync, Words::tr("Older history is coming from the server ..."), {}};
    case OlderNews::Is::Here:
        if (here != OlderHere::AllHere)
            return offer; // its days here are over
        return news->rows > 0 ? OlderLine{} : OlderLine{Icon::Tick, Words::tr("The server has no older history."), {}};
    case OlderNews::Is::Failed:
        break;
    }
    return failed(news->error.value_or(Error{}));
}

} // namespace updesk
