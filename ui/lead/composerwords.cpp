// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/composerwords.h"

#include "ui/parts/gatewords.h"
#include "ui/parts/sentence.h"

namespace updesk
{

using Snag = ComposerModel::Snag;
using Leaves = ComposerModel::Leaves;

QString ComposerWords::title(Channel channel, const QString &name)
{
    return channel == Channel::Email ? tr("Email to %1").arg(name) : tr("Text to %1").arg(name);
}

QString ComposerWords::to(const ComposerModel &model, const DeskWords &words)
{
    if (model.to().isEmpty())
        return model.isMail() ? tr("There is no email address that works.") : tr("There is no phone to text.");
    return model.isMail() ? model.to() : words.phone(model.to());
}

QString ComposerWords::snag(const ComposerModel &model)
{
    if (!model.untrue().isEmpty() && model.body().isEmpty())
        return tr("The template says “%1”, which is not so at the moment. Choose another one, or write it yourself.")
            .arg(model.untrue());
    switch (model.snag(Leaves::WhenAllowed)) {
    case Snag::Unfilled:
        return model.unfilled().isEmpty()
            ? tr("The store's postal address is not set up. No email goes out without it.")
            : tr("Still to be filled in: {%1}. Type over it.").arg(model.unfilled().join(QStringLiteral("}, {")));
    case Snag::Untrue:
        return claim(*untrueOf(model.claims()));
    case Snag::TooLong:
        return tr("It is too long. Shorten it.");
    case Snag::NoWay:
        return model.to().isEmpty() || !model.noWay() ? to(model, {}) : sentence(*model.noWay());
    case Snag::None:
    case Snag::Empty:
    case Snag::NoSubject:
    case Snag::Blocked:
    case Snag::NeedsReason:
        break;
    }
    return {};
}

QString ComposerWords::claims(const ComposerModel &model)
{
    QStringList lines;
    for (const ClaimCheck &check : model.claims()) {
        if (check.says != ClaimCheck::Says::Untrue)
            lines << claim(check);
    }
    lines.removeDuplicates();
    return lines.join(u'\n');
}

QString ComposerWords::claim(const ClaimCheck &check) { return GateWords::claim(check); }

QString ComposerWords::gate(const ComposerModel &model)
{
    const auto &verdict = model.verdict();
    if (!verdict || verdict->allows())
        return {};
    QStringList words = GateWords::reasons(*verdict);
    const QString risk = GateWords::risk(*verdict, model.channel());
    if (model.mayGoOn() && !risk.isEmpty())
        words << risk;
    if (!model.mayGoOn() && verdict->may == LegalRules::MayOverride::Manager)
        words << tr("Only a manager can go on.");
    return words.join(u' ');
}

QString ComposerWords::send(const ComposerModel &model, const DeskWords &words, Time now)
{
    const auto &verdict = model.verdict();
    if (verdict && verdict->says == GateVerdict::Says::Move && verdict->moveTo > now)
        //: %1 "8:00" or "Fri 8:00"
        return tr("Send at %1").arg(words.momentWithTime(verdict->moveTo, now));
    return tr("Send");
}

QString ComposerWords::sendAllTheSame(const ComposerModel &model)
{
    const bool moved = model.verdict() && model.verdict()->says == GateVerdict::Says::Move;
    return moved ? tr("Send it now all the same") : tr("Send it all the same");
}

QString ComposerWords::sent(const QueuedMessage &queued, const DeskWords &words, Time now, bool online)
{
    if (!online)
        return tr("This desk is offline: it will send when back online.");
    if (queued.leaves - now <= kTakeBack)
        return tr("Leaves in %1 s. After that it cannot come back.")
            .arg(std::max<Time>(0, queued.leaves - now + kSecond - 1) / kSecond);
    return tr("Leaves %1.").arg(words.momentWithTime(queued.leaves, now));
}

QString ComposerWords::refused(const Error &error, Channel channel)
{
    const bool mail = channel == Channel::Email;
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("gate"))
        return tr("The rules do not allow it any more. Your text is still here.");
    if (const auto untrue = error.code == Error::Code::Denied ? claimIn(error.detail) : std::nullopt)
        return claim(*untrue);
    if (error.code == Error::Code::Denied
        && (error.subject == QLatin1String("no_phone") || error.subject == QLatin1String("no_email")))
        return mail ? tr("There is no email address that works.") : tr("There is no phone to text.");
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("no_channel"))
        return mail ? tr("The store has no mail account set up. Your text is still here.")
                    : tr("The store has no account for texts set up. Your text is still here.");
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("subject"))
        return tr("The subject cannot be sent as it is.");
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("body"))
        return tr("The text cannot be sent as it is.");
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("to"))
        return mail ? tr("The email address cannot be used as it is.") : tr("The number cannot be used as it is.");
    return sentence(error);
}

} // namespace updesk
