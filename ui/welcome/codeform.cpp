// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/spacing.h"
#include "ui/welcome/signinforms.h"

namespace updesk
{

CodeForm::CodeForm()
    : m_setUp(new QWidget),
      m_title(addTitle({})),
      m_words(addWords({})),
      m_key(new TextLabel(QString(), Type::BodyStrong)),
      m_link(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_code(new Field(tr("&Code"))),
      m_go(new Button(tr("Co&ntinue"), ButtonKind::Primary))
{
    auto *rows = new QVBoxLayout(m_setUp);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kSpace4);
    const std::pair<const QString, TextLabel *> shown[] = {
        {tr("Key to type into the telephone's program"), m_key}, {tr("Or the link, where it takes one"), m_link}};
    for (const auto &[label, value] : shown) {
        rows->addWidget(new TextLabel(label, Type::Body, Colour::Text2));
        value->setWordWrap(true);
        value->setAccessibleName(label);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        rows->addWidget(value);
        rows->addSpacing(kSpace4);
    }
    m_key->setObjectName(QStringLiteral("factor.key"));
    m_link->setObjectName(QStringLiteral("factor.link"));
    m_code->edit()->setObjectName(QStringLiteral("factor.code"));
    m_code->edit()->setPlaceholderText(tr("Six digits"));
    m_code->edit()->setInputMethodHints(Qt::ImhDigitsOnly);
    m_go->setObjectName(QStringLiteral("factor.go"));
    auto *back = new Button(tr("&Back"));
    column()->addWidget(m_setUp);
    column()->addWidget(m_code);
    foot()->addWidget(m_go);
    foot()->addWidget(back);
    foot()->addStretch();
    connect(m_go, &Button::clicked, this, &CodeForm::goOn);
    connect(back, &Button::clicked, this, &CodeForm::left);
    connect(m_code->edit(), &QLineEdit::returnPressed, this, &CodeForm::goOn);
    connect(m_code->edit(), &QLineEdit::textEdited, this, [this] { m_code->setError({}); });
}

void CodeForm::openForCode()
{
    m_enrols = false;
    m_title->setText(tr("The code of your telephone"));
    m_words->setText(tr("This store asks for a second proof, once every 30 days on each computer. Type the code that "
                        "the program on your telephone shows for this store."));
    m_setUp->hide();
    m_code->edit()->clear();
    setBusy(false);
    say({});
}

void CodeForm::openForEnrolment(const FactorOffer &offer)
{
    m_enrols = true;
    m_title->setText(tr("A second proof with your telephone"));
    m_words->setText(tr("This store asks for it. Add an account to a program for such codes on your telephone, then "
                        "type the code that it shows."));
    m_key->setText(offer.key);
    // So long a word breaks anywhere, else the panel would be as wide as the link.
    m_link->setText(
        QString(offer.uri).replace(u'?', QStringLiteral("\u200b?")).replace(u'&', QStringLiteral("\u200b&")));
    m_link->setToolTip(offer.uri);
    m_setUp->show();
    m_code->edit()->clear();
    setBusy(false);
    say({});
}

void CodeForm::say(const DoorFault &fault)
{
    m_code->setError(fault.field == DoorField::Code ? fault.words : QString());
    setFault(fault.field == DoorField::Code ? QString() : fault.words);
    if (fault.words.isEmpty())
        return;
    m_code->edit()->selectAll();
    m_code->edit()->setFocus(Qt::OtherFocusReason);
}

void CodeForm::setBusy(bool busy)
{
    m_code->setEnabled(!busy);
    m_go->setEnabled(!busy);
}

void CodeForm::goOn()
{
    const QString code = m_code->edit()->text().simplified().remove(u' ');
    if (code.isEmpty())
        return say({DoorField::Code, tr("Type the code that your telephone shows.")});
    say({});
    if (m_enrols)
        Q_EMIT enrolmentGiven(code);
    else
        Q_EMIT codeGiven(code);
}

PinForm::PinForm()
    : m_pin(new Field(tr("New &PIN"), new PasswordEdit)),
      m_again(new Field(tr("The same &again"), new PasswordEdit)),
      m_keep(new Button(tr("&Keep this PIN"), ButtonKind::Primary)),
      m_later(new Button(tr("&Not now")))
{
    addTitle(tr("A PIN for the next time?"));
    addWords(tr("Four to six digits, for this computer only. With them you take the desk in a moment; after five wrong "
                "ones UpDesk asks for the password."));
    m_pin->edit()->setObjectName(QStringLiteral("pin.new"));
    m_again->edit()->setObjectName(QStringLiteral("pin.again"));
    m_keep->setObjectName(QStringLiteral("pin.keep"));
    m_later->setObjectName(QStringLiteral("pin.notNow"));
    for (Field *field : {m_pin, m_again}) {
        field->edit()->setMaxLength(6);
        field->edit()->setInputMethodHints(Qt::ImhDigitsOnly);
        column()->addWidget(field);
        connect(field->edit(), &QLineEdit::textEdited, field, [field] { field->setError({}); });
    }
    foot()->addWidget(m_keep);
    foot()->addWidget(m_later);
    foot()->addStretch();
    connect(m_keep, &Button::clicked, this, &PinForm::goOn);
    connect(m_later, &Button::clicked, this, &PinForm::declined);
    connect(m_pin->edit(), &QLineEdit::returnPressed, this, [this] { m_again->edit()->setFocus(Qt::TabFocusReason); });
    connect(m_again->edit(), &QLineEdit::returnPressed, this, &PinForm::goOn);
}

void PinForm::open()
{
    m_pin->edit()->clear();
    m_again->edit()->clear();
    m_again->setError({});
    setBusy(false);
    say({});
}

void PinForm::setBusy(bool busy)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_pin, m_again, m_keep, m_later})
        part->setEnabled(!busy);
}

void PinForm::say(const DoorFault &fault)
{
    m_pin->setError(fault.field == DoorField::Pin ? fault.words : QString());
    setFault(fault.field == DoorField::Pin ? QString() : fault.words);
    if (!fault.words.isEmpty())
        m_pin->edit()->setFocus(Qt::OtherFocusReason);
}

void PinForm::goOn()
{
    if (m_pin->edit()->text() == m_again->edit()->text())
        return Q_EMIT given(m_pin->edit()->text());
    m_again->setError(tr("This differs from the first. Type it again."));
    m_again->edit()->selectAll();
    m_again->edit()->setFocus(Qt::OtherFocusReason);
}

} // namespace updesk
