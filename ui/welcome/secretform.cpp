// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/icons.h"
#include "ui/parts/initials.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/welcome/signinforms.h"

#include <QPainter>

namespace updesk
{

DoorTile::DoorTile(const QString &name, bool isOther) : m_isOther(isOther)
{
    setText(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setProperty("ownRing", true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(isOther ? tr("Another person") : name);
    setToolTip(accessibleName());
    connect(themeChanges(), &ThemeChanges::changed, this, &QWidget::updateGeometry);
}

QSize DoorTile::sizeHint() const { return {scaled(168), scaled(52)}; }

void DoorTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect box = rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom);
    const bool lit = isEnabled() && (underMouse() || isDown());
    const Colour fill = isChecked() ? Colour::Selection : lit ? Colour::Hover : Colour::Base;
    paintBox(painter, box, colour(fill), colour(isChecked() ? Colour::Accent : Colour::Line));
    const int side = scaled(30);
    const QRect round(box.x() + scaled(8), box.y() + (box.height() - side) / 2, side, side);
    const QColor ink = theme().ink(Colour::Text, isChecked());
    if (m_isOther) {
        drawIcon(painter, round, Icon::Add, colour(Colour::Accent), scaled(18));
    } else {
        paintBox(painter, round, colour(isChecked() ? Colour::Base : Colour::Selection), {}, 1, side / 2.0);
        drawText(painter, round, initialsOf(text()), Type::CaptionStrong, colour(Colour::Text), Qt::AlignCenter);
    }
    const int left = round.right() + 1 + scaled(8);
    drawText(
        painter, QRect(left, box.y(), box.right() - scaled(6) - left, box.height()), text(), Type::BodyMedium, ink);
    if (hasFocus())
        paintControlFocus(painter, box, isActiveWindow());
}

SecretForm::SecretForm()
    : m_title(addTitle({})),
      m_asks(nullptr),
      m_word(new PasswordEdit),
      m_login(new Field(tr("Your &login"))),
      m_secret(new Field(tr("Your &password"), m_word)),
      m_secretLabel(m_secret->findChild<QLabel *>()),
      m_keep(new QCheckBox(tr("&Keep my password in this computer's key store"))),
      m_go(new Button(tr("&Sign in"), ButtonKind::Primary)),
      m_other(new Button(QString(), ButtonKind::Link))
{
    m_title->setObjectName(QStringLiteral("signin.who"));
    m_login->edit()->setObjectName(QStringLiteral("signin.login"));
    m_word->setObjectName(QStringLiteral("signin.secret"));
    m_keep->setObjectName(QStringLiteral("signin.keep"));
    m_go->setObjectName(QStringLiteral("signin.go"));
    m_other->setObjectName(QStringLiteral("signin.way"));
    m_keep->setChecked(true);
    column()->addWidget(m_login);
    column()->addWidget(m_secret);
    column()->addWidget(m_keep);
    m_asks = addWords(tr("This computer has no key store: UpDesk asks for the password every time."));
    foot()->addWidget(m_go);
    foot()->addWidget(m_other);
    foot()->addStretch();
    watchCapsLock(m_secret, m_word);
    connect(m_go, &Button::clicked, this, &SecretForm::goOn);
    connect(m_other, &Button::clicked, this, [this] { setByPin(!m_byPin); });
    connect(m_login->edit(), &QLineEdit::returnPressed, m_word, [this] { m_word->setFocus(Qt::TabFocusReason); });
    connect(m_word, &QLineEdit::returnPressed, this, &SecretForm::goOn);
    for (Field *field : {m_login, m_secret})
        connect(field->edit(), &QLineEdit::textEdited, field, [field] { field->setError({}); });
}

void SecretForm::open(const QString &title)
{
    m_title->setText(title);
    m_login->edit()->clear();
    m_login->setVisible(m_person.login.isEmpty());
    setBusy(false);
    setByPin(m_person.hasPin);
}

void SecretForm::openFor(const KnownPerson &person)
{
    m_person = person;
    open(person.name.isEmpty() ? person.login : person.name);
}

void SecretForm::openForOther()
{
    m_person = {};
    open(tr("Another person"));
}

void SecretForm::setKeeps(bool keeps)
{
    m_keeps = keeps;
    m_keep->setVisible(m_keeps && !m_byPin);
    m_asks->setVisible(!m_keeps && !m_byPin);
}

void SecretForm::setByPin(bool byPin)
{
    m_byPin = byPin;
    m_word->clear();
    m_word->hideWords();
    m_word->setMaxLength(byPin ? 6 : 32767);
    m_word->setInputMethodHints(byPin ? Qt::ImhDigitsOnly : Qt::ImhNone);
    const QString label = byPin ? tr("Your &PIN") : tr("Your &password");
    m_secretLabel->setText(label);
    m_word->setAccessibleName(QString(label).remove(u'&'));
    m_other->setText(byPin ? tr("&Use the password") : tr("&Use the PIN"));
    m_other->setVisible(m_person.hasPin);
    m_other->updateGeometry();
    setKeeps(m_keeps);
    say({});
    if (isVisible())
        m_word->setFocus(Qt::OtherFocusReason);
}

QWidget *SecretForm::first() const { return m_person.login.isEmpty() ? m_login->edit() : m_word; }

void SecretForm::say(const DoorFault &fault)
{
    const bool spent = m_byPin && fault.field == DoorField::Password;
    if (spent) {
        m_person.hasPin = false;
        setByPin(false);
    }
    const bool ofSecret = fault.field == DoorField::Password || fault.field == DoorField::Pin;
    const bool ofLogin = fault.field == DoorField::Login && m_login->isVisibleTo(this);
    m_secret->setError(ofSecret ? fault.words : QString());
    m_login->setError(ofLogin ? fault.words : QString());
    setFault(ofSecret || ofLogin ? QString() : fault.words);
    if (fault.words.isEmpty())
        return;
    m_word->selectAll();
    (ofLogin ? m_login->edit() : static_cast<QLineEdit *>(m_word))->setFocus(Qt::OtherFocusReason);
}

void SecretForm::setBusy(bool busy)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_login, m_secret, m_keep, m_go, m_other})
        part->setEnabled(!busy);
    m_go->setText(busy ? tr("Signing in ...") : tr("&Sign in"));
    m_go->updateGeometry();
}

void SecretForm::goOn()
{
    const QString login = m_person.login.isEmpty() ? m_login->edit()->text().trimmed() : m_person.login;
    if (login.isEmpty())
        return say({DoorField::Login, tr("Type your login.")});
    if (m_word->text().isEmpty())
        return say({m_byPin ? DoorField::Pin : DoorField::Password,
            m_byPin ? tr("Type your PIN.") : tr("Type your password.")});
    say({});
    if (m_byPin)
        Q_EMIT pinGiven(login, m_word->text());
    else
        Q_EMIT passwordGiven(login, m_word->text(), m_keeps && m_keep->isChecked() ? Keep::Password : Keep::Nothing);
}

} // namespace updesk
