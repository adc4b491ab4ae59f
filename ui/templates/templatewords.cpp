// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatewords.h"

#include "ui/parts/lengthwords.h"
#include "ui/parts/sentence.h"

#include <QLocale>

namespace updesk
{

QString TemplateWords::channel(Channel channel) { return channel == Channel::Email ? tr("Email") : tr("Text"); }

QString TemplateWords::row(const QString &name, const QString &kind, bool own, bool faulty, bool off)
{
    QString words = tr("%1, %2.").arg(name, kind);
    if (own)
        words += u' ' + tr("The store's own.");
    if (faulty)
        words += u' ' + tr("Cannot be sent as it is.");
    if (off)
        words += u' ' + tr("Switched off.");
    return words;
}

QString TemplateWords::counter(const TextLength &length) { return LengthWords::counter(length); }

QString TemplateWords::foreign(const TextLength &length) { return LengthWords::foreign(length); }

QString TemplateWords::longest(const LongestText &longest)
{
    if (longest.tried == 0)
        return longest.done ? tr("No open leads to try it on.") : QString();
    const QString segments = tr("%n segment(s)", nullptr, longest.segments);
    QString words = tr("Longest with real data: %1, %2 (%3 of %4 leads need more than one)")
                        .arg(longest.units)
                        .arg(segments)
                        .arg(QLocale().toString(longest.longer), QLocale().toString(longest.tried));
    if (longest.without > 0)
        words += u'\n' + tr("%n lead(s) would get none: a field has no value there.", nullptr, longest.without);
    return words;
}

QString TemplateWords::finding(const TemplateFinding &f)
{
    switch (f.problem) {
    case TemplateProblem::UnknownField:
        return tr("There is no field {%1}.").arg(f.words);
    case TemplateProblem::NoFallback:
        return tr("{%1} may be empty. Add a word for that: {%1|word}.").arg(f.words);
    case TemplateProblem::ClaimFallback:
        return tr("{%1} has to be true, so it can have no other word. Put the sentence in [[ ]] instead.").arg(f.words);
    case TemplateProblem::BadBraces:
        return tr("A brace has no partner: %1").arg(f.words);
    case TemplateProblem::BadGroup:
        return tr("Double brackets have no partner, or stand in each other.");
    case TemplateProblem::FalseReply:
        return tr("The subject looks like an answer or a forwarded mail. The law does not allow that.");
    case TemplateProblem::NoSubject:
        return tr("The subject is empty.");
    case TemplateProblem::NoBody:
        return tr("The message is empty.");
    case TemplateProblem::TooLong:
        return tr("The text is too long.");
    case TemplateProblem::NoStoreName:
        return tr("The first message must say who writes. Add {store}.");
    case TemplateProblem::UnsafeRich:
        return tr("The formatted text holds what mail programs block, or a field within a tag: %1").arg(f.words);
    case TemplateProblem::TypedPayment:
        return tr("“%1” is a payment that nobody worked out. Use {payment}.").arg(f.words);
    case TemplateProblem::TypedCount:
        return tr("“%1” is only sent while it is so. {count} always tells the number in stock.").arg(f.words);
    case TemplateProblem::TypedPrice:
        return tr("“%1” is only sent while it is the price. {price} always is.").arg(f.words);
    case TemplateProblem::TypedOffer:
        return tr("“%1”: make sure that the customer can have it.").arg(f.words);
    case TemplateProblem::NoOptOut:
        return tr("The first text should say how to end them: Reply STOP to end.");
    case TemplateProblem::NoAsOf:
        return tr("A price or a count needs its time. Add {as of}.");
    case TemplateProblem::OfferInService:
        return tr("“%1” makes an advertisement of a confirmation.").arg(f.words);
    }
    return {};
}

QString TemplateWords::notReady(const FilledMessage &message, const QString &name)
{
    const QString who = name.isEmpty() ? tr("this lead") : name;
    if (!message.unfilled.isEmpty())
        return tr("No message for %1: {%2} has no value.").arg(who, message.unfilled.join(QStringLiteral("}, {")));
    if (!message.untrue.empty())
        return tr("No message for %1: “%2” is not so at the moment.").arg(who, message.untrue.front().words);
    if (message.falseReply)
        return tr("No message for %1: the subject would look like an answer.").arg(who);
    return tr("Nothing to show yet.");
}

QString TemplateWords::field(TemplateField field)
{
    switch (field) {
    case TemplateField::First:
        return tr("First name");
    case TemplateField::Last:
        return tr("Last name");
    case TemplateField::Name:
        return tr("Whole name");
    case TemplateField::Vehicle:
        return tr("Vehicle asked for");
    case TemplateField::Year:
        return tr("Its year");
    case TemplateField::Make:
        return tr("Its make");
    case TemplateField::Model:
        return tr("Its model");
    case TemplateField::Trim:
        return tr("Its trim");
    case TemplateField::Stock:
        return tr("Stock number, while in stock");
    case TemplateField::Miles:
        return tr("Odometer, while in stock");
    case TemplateField::Price:
        return tr("Price, while in stock");
    case TemplateField::Count:
        return tr("How many of the model are in stock");
    case TemplateField::Others:
        return tr("How many others of the model are in stock");
    case TemplateField::Payment:
        return tr("Payment that was worked out, as an estimate");
    case TemplateField::Incentive:
        return tr("Incentive in force for the vehicle");
    case TemplateField::Trade:
        return tr("Vehicle to be traded");
    case TemplateField::Rep:
        return tr("Salesperson");
    case TemplateField::RepPhone:
        return tr("Number to call the salesperson");
    case TemplateField::Store:
        return tr("Store");
    case TemplateField::StorePhone:
        return tr("The store's number");
    case TemplateField::StoreAddress:
        return tr("The store's address");
    case TemplateField::NextTime:
        return tr("Next time to meet");
    case TemplateField::OtherTime:
        return tr("Another time to meet");
    case TemplateField::Visit:
        return tr("Day and time of the visit that is set");
    case TemplateField::VisitTime:
        return tr("Time of the visit that is set");
    case TemplateField::AsOf:
        return tr("The moment of sending");
    }
    return {};
}

QString TemplateWords::closed(bool mayEdit, bool locked)
{
    if (locked)
        return tr("This text cannot be changed. It confirms a STOP once, within 5 minutes or not at all, and may say "
                  "nothing else. The store's name in it comes from Settings, Store.");
    return mayEdit ? QString() : tr("Managers change what the store sends. You can read it here.");
}

QString TemplateWords::saveError(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr(
            "Somebody else saved this template meanwhile. Your text is still here. Copy it, open the template again "
            "and put it in.");
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("locked"))
        return closed(true, true);
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("in_plan"))
        return tr("The sequence “%1” sends it. Take it out there first.").arg(error.detail);
    if (error.code == Error::Code::Denied)
        return tr("Managers change what the store sends. Your text is still here.");
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("name"))
        return tr("Not saved: give it a name first. Your text is still here.");
    if (error.code == Error::Code::Invalid)
        return tr("Not saved: mend what is named under the text first. Your text is still here.");
    return sentence(error);
}

} // namespace updesk
