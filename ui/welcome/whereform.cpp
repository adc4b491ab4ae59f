// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/welcome/joinforms.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QRegularExpression>

namespace updesk
{

static constexpr qint64 kMost = 64 * 1024 + 1; // one more than an invite may have, so that it is refused as too large

WhereForm::WhereForm()
    : m_code(new Field(tr("&Join code"))),
      m_address(new Field(tr("Server &address"))),
      m_number(new Field(tr("Store &number"))),
      m_authority(new Field(tr("Certificate &file of the store"))),
      m_fileRow(new QWidget),
      m_handRows(new QWidget),
      m_file(new Button(tr("Choose a join &file"))),
      m_hand(new Button(tr("Type the &address instead"), ButtonKind::Link)),
      m_pem(new Button(tr("Ch&oose"))),
      m_next(new Button(tr("&Continue"), ButtonKind::Primary)),
      m_back(new Button(tr("&Back")))
{
    setAcceptDrops(true);
    build();
    m_choose = [this] {
        return m_byHand
            ? QFileDialog::getOpenFileName(
                this, tr("Certificate file of the store"), {}, tr("Certificates (*.pem *.crt *.cer);;All files (*)"))
            : QFileDialog::getOpenFileName(this, tr("Join file"), {}, tr("Join files (*.updesk-join);;All files (*)"));
    };
    connect(m_file, &Button::clicked, this, &WhereForm::chooseFile);
    connect(m_pem, &Button::clicked, this, [this] {
        if (const QString name = m_choose(); !name.isEmpty())
            m_authority->edit()->setText(name);
    });
    connect(m_hand, &Button::clicked, this, [this] { setByHand(!m_byHand); });
    connect(m_next, &Button::clicked, this, &WhereForm::goOn);
    connect(m_back, &Button::clicked, this, &WhereForm::left);
    for (Field *field : {m_code, m_address, m_number, m_authority}) {
        connect(field->edit(), &QLineEdit::returnPressed, this, &WhereForm::goOn);
        connect(field->edit(), &QLineEdit::textEdited, field, [field] { field->setError({}); });
    }
    setByHand(false);
}

void WhereForm::build()
{
    addTitle(tr("Join my store"));
    addWords(tr("Another desk already runs UpDesk. Ask its manager for a join file or a code. Drop the file here, or "
                "paste the code."));
    m_code->edit()->setObjectName(QStringLiteral("join.code"));
    m_code->edit()->setPlaceholderText(tr("Begins with UPDESK1-"));
    m_address->edit()->setObjectName(QStringLiteral("join.address"));
    m_address->edit()->setPlaceholderText(QStringLiteral("db.example.com"));
    m_number->edit()->setObjectName(QStringLiteral("join.store"));
    m_number->setNote(tr("Leave it empty if you work in one store only."));
    m_authority->edit()->setObjectName(QStringLiteral("join.authority"));
    m_authority->setNote(tr("Leave it empty if the server has a certificate that every computer knows."));
    m_file->setObjectName(QStringLiteral("join.file"));
    m_hand->setObjectName(QStringLiteral("join.byHand"));
    m_pem->setAccessibleName(tr("Choose the certificate file"));
    m_next->setObjectName(QStringLiteral("join.next"));
    m_back->setObjectName(QStringLiteral("join.back"));
    auto *files = new QHBoxLayout(m_fileRow);
    files->setContentsMargins(0, 0, 0, 0);
    files->addWidget(m_file);
    files->addStretch();
    auto *hand = new QVBoxLayout(m_handRows);
    hand->setContentsMargins(0, 0, 0, 0);
    hand->setSpacing(kSpace12);
    hand->addWidget(m_address);
    auto *authority = new QHBoxLayout;
    authority->setSpacing(kSpace8);
    authority->addWidget(m_authority, 1);
    auto *beside = new QVBoxLayout;
    beside->addSpacing(lineHeight(Type::Body) + kSpace4);
    beside->addWidget(m_pem);
    beside->addStretch();
    authority->addLayout(beside);
    hand->addLayout(authority);
    hand->addWidget(m_number);
    column()->addWidget(m_code);
    column()->addWidget(m_fileRow);
    column()->addWidget(m_handRows);
    auto *turn = new QHBoxLayout;
    turn->addWidget(m_hand);
    turn->addStretch();
    column()->addLayout(turn);
    foot()->addWidget(m_next);
    foot()->addWidget(m_back);
    foot()->addStretch();
}

void WhereForm::setByHand(bool byHand)
{
    m_byHand = byHand;
    m_code->setVisible(!byHand);
    m_fileRow->setVisible(!byHand);
    m_handRows->setVisible(byHand);
    m_hand->setText(byHand ? tr("&Use a join file or code instead") : tr("Type the &address instead"));
    setFault({});
    if (isVisible())
        first()->setFocus(Qt::OtherFocusReason);
}

void WhereForm::clear()
{
    for (Field *field : {m_code, m_address, m_number, m_authority}) {
        field->edit()->clear();
        field->setError({});
    }
    setByHand(false);
}

void WhereForm::say(const DoorFault &fault)
{
    const bool ofHand = fault.field == DoorField::Address || fault.field == DoorField::Authority;
    Field *field = fault.field == DoorField::Invite && !m_byHand ? m_code
        : ofHand && !m_byHand                                    ? m_code
        : fault.field == DoorField::Address                      ? m_address
        : fault.field == DoorField::Authority                    ? m_authority
                                                                 : nullptr;
    for (Field *one : {m_code, m_address, m_authority})
        one->setError(one == field ? fault.words : QString());
    setFault(field ? QString() : fault.words);
    if (field)
        field->editor()->setFocus(Qt::OtherFocusReason);
}

void WhereForm::read(const QByteArray &fileOrCode)
{
    const auto invite = readInvite(fileOrCode);
    if (!invite)
        return say(joinFault(invite.error()));
    say({});
    Q_EMIT found(*invite);
}

void WhereForm::openFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return say({DoorField::Invite, sentence({Error::Code::NotFound, name, {}})});
    read(file.read(kMost));
}

void WhereForm::chooseFile()
{
    if (const QString name = m_choose(); !name.isEmpty())
        openFile(name);
}

void WhereForm::goOn()
{
    if (m_byHand)
        return readByHand();
    const QString typed = m_code->edit()->text();
    if (typed.trimmed().isEmpty())
        return say({DoorField::Invite, tr("Paste the code here, or choose the join file.")});
    read(typed.toUtf8());
}

void WhereForm::readByHand()
{
    const QString typed = m_address->edit()->text().trimmed();
    if (typed.isEmpty())
        return say({DoorField::Address, tr("Type where the server is, such as db.example.com.")});
    bool isNumber = true;
    const QString number = m_number->edit()->text().trimmed();
    const int store = number.isEmpty() ? 0 : number.toInt(&isNumber);
    m_number->setError(isNumber && store >= 0 ? QString() : tr("A store has a number, such as 1."));
    if (!isNumber || store < 0)
        return m_number->editor()->setFocus(Qt::OtherFocusReason);
    QByteArray authority;
    if (const QString name = m_authority->edit()->text().trimmed(); !name.isEmpty()) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return say({DoorField::Authority, sentence({Error::Code::NotFound, name, {}})});
        authority = file.read(kMost);
    }
    const auto invite = makeInvite(serverUrl(typed), store, {}, authority);
    if (!invite)
        return say(joinFault(invite.error()));
    say({});
    Q_EMIT found(*invite);
}

void WhereForm::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void WhereForm::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    setByHand(false);
    if (!urls.isEmpty() && urls.front().isLocalFile())
        openFile(urls.front().toLocalFile());
    else
        read(event->mimeData()->text().toUtf8());
    event->acceptProposedAction();
}

} // namespace updesk
