// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tonewords.h"

#include "core/leads/tone.h"

#include <QCoreApplication>

namespace updesk
{

/// The context of the words below.
struct ToneMark {
    Q_DECLARE_TR_FUNCTIONS(ToneMark)
};

QString toneWords(int tone)
{
    switch (tone & (ToneAngry | ToneUrgent)) {
    case ToneAngry:
        return ToneMark::tr("Sounds angry");
    case ToneUrgent:
        return ToneMark::tr("Urgent");
    case ToneAngry | ToneUrgent:
        return ToneMark::tr("Sounds angry, urgent");
    default:
        return {};
    }
}

QString toneBefore(int tone, const QString &next)
{
    const QString words = toneWords(tone);
    //: %1: "Sounds angry", %2: what is to be done
    return words.isEmpty() ? next : ToneMark::tr("%1. %2").arg(words, next);
}

QString toneOffAct(int tone) { return ToneMark::tr("Take the mark off: %1").arg(toneWords(tone)); }

QString toneOffDone() { return ToneMark::tr("The mark was taken off."); }

} // namespace updesk
