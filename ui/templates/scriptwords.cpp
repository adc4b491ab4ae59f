// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/scriptwords.h"

#include "ui/parts/sentence.h"
#include "ui/templates/templatewords.h"

namespace updesk
{

QString ScriptWords::kind(ScriptKind kind)
{
    switch (kind) {
    case ScriptKind::Call:
        return tr("Call script");
    case ScriptKind::Voicemail:
        return tr("Voicemail");
    case ScriptKind::Objection:
        return tr("Objection card");
    case ScriptKind::Process:
        return tr("How we work");
    }
    return {};
}

Icon ScriptWords::icon(ScriptKind kind)
{
    switch (kind) {
    case ScriptKind::Call:
        return Icon::Call;
    case ScriptKind::Voicemail:
        return Icon::PhoneUp;
    case ScriptKind::Objection:
        return Icon::Help;
    case ScriptKind::Process:
        break;
    }
    return Icon::Coaching;
}

QString ScriptWords::fresh(ScriptKind kind)
{
    switch (kind) {
    case ScriptKind::Call:
        return tr("New call script");
    case ScriptKind::Voicemail:
        return tr("New voicemail");
    case ScriptKind::Objection:
        return tr("New objection");
    case ScriptKind::Process:
        break;
    }
    return tr("New page");
}

QString ScriptWords::answer(StepAnswer answer)
{
    switch (answer) {
    case StepAnswer::None:
        return tr("No answer to write down");
    case StepAnswer::Note:
        return tr("The note");
    case StepAnswer::Timeframe:
        return tr("When they want to buy");
    case StepAnswer::Vehicle:
        return tr("The vehicle they want");
    case StepAnswer::Trade:
        return tr("Their trade-in");
    case StepAnswer::BestTime:
        return tr("The best time to call");
    case StepAnswer::DownPayment:
        return tr("The down payment");
    case StepAnswer::Visit:
        return tr("The note, as the visit");
    case StepAnswer::Decider:
        return tr("Who decides");
    }
    return {};
}

static QString said(const ScriptFinding &f)
{
    switch (f.problem) {
    case ScriptProblem::NoTitle:
        return ScriptWords::tr("The title is empty.");
    case ScriptProblem::NoWords:
        return ScriptWords::tr("English is empty, and it is said where another language has no words. Write it, or "
                               "switch it off.");
    case ScriptProblem::TooLong:
        return ScriptWords::tr("The text is too long.");
    case ScriptProblem::NoStepTitle:
        return ScriptWords::tr("It has no title.");
    case ScriptProblem::UnknownAnswer:
        return ScriptWords::tr("Its answer fills “%1”, which is not known here. Choose what it fills.")
            .arg(f.words.words.left(40));
    case ScriptProblem::AnswerTwice:
        return ScriptWords::tr("An earlier step fills the same: the later answer is what stays.");
    case ScriptProblem::Words:
        break;
    }
    return TemplateWords::finding(f.words);
}

QString ScriptWords::finding(const ScriptFinding &f)
{
    //: %1: the number of a step of a call, %2: a sentence on what is wrong with it
    return f.step < 0 ? said(f) : tr("Step %1: %2").arg(f.step + 1).arg(said(f));
}

QString ScriptWords::language(const QString &code)
{
    if (code == QLatin1String("es"))
        return tr("Spanish");
    return code == QLatin1String("fr") ? tr("French") : tr("English");
}

QString ScriptWords::saveError(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr("Somebody else saved this script meanwhile. Your words are still here. Copy them, open the script "
                  "again and put them in.");
    if (error.code == Error::Code::Denied)
        return tr("Managers change what is said. Your words are still here.");
    if (error.code == Error::Code::Invalid)
        //: %1: a language
        return tr("Not saved: mend what is named under the %1 text first. Your words are still here.")
            .arg(language(error.detail));
    return sentence(error);
}

} // namespace updesk
