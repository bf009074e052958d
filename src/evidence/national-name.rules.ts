import type { FieldName, OwnField } from './table.rules.ts'

/**
 * What columns are called in systems that are much used elsewhere: in Portuguese, Turkish, Chinese, Japanese and German, and by
 * the short names of national exports. Written as in `fieldNames`; a name after "=" must stand alone.
 */
export const nationalNames: Partial<Record<Exclude<FieldName, OwnField>, string>> = {
  record:
    'event number|inspection number|=ref|case ref|case reference|=pv|n pv|numero pv|numero de pv|numero du pv|n proces verbal|' +
    'nr auto|numero auto|numero do auto|auto de infracao|numero do processo|numero do caso|numero de acta|orden de servicio|' +
    'dosya no|dosya numarası|sıra no|رقم الزيارة|رقم المحضر|رقم البلاغ|رقم الشكوى|' +
    '处分字号|處分字號|案号|案件编号|编号|文号|处罚决定书文号|番号|整理番号|事案番号|aktenzeichen|fallnummer|vorgangsnummer',
  identifier:
    'cif|nif|cuil|rnc|nipc|cei|cpf cnpj|numero siret|numero siren|ifu|rccm|activity number of employer|' +
    'işyeri sicil no|sicil no|sgk sicil no|vergi no|vergi numarası|رقم السجل|السجل التجاري|رقم السجل التجاري|' +
    '统一社会信用代码|社会信用代码|组织机构代码|注册号|統一編號|法人番号|労働保険番号|betriebsnummer|handelsregisternummer',
  workplace:
    'estab name|mine name|site name|respondent|denomination unite legale|enseigne|razao social|nome da empresa|empregador|' +
    'estabelecimento|nome fantasia|işyeri unvanı|işyeri adı|işyeri|unvan|企业名称|单位名称|用人单位|用人单位名称|公司名称|' +
    '事業單位名稱|事业单位名称|企業名|事業場名|事業場名称|企業 事業場名称|会社名|法人名|betrieb|betriebsname|firma|unternehmen|arbeitgeber',
  address: 'endereco|logradouro|adres|地址|详细地址|住所|所在地|anschrift|adresse des betriebs|strasse',
  city: 'employer city|site city|mine city|libelle commune etablissement|municipio|cidade|ilce|ilçe|şehir|城市|市|市町村|ort|stadt|gemeinde',
  postcode:
    'employer zip|code postal etablissement|cep|codigo postal|posta kodu|邮编|邮政编码|郵便番号|plz|postleitzahl',
  regionName:
    'employer state|site state|state code|=uf|=il|eyalet|bölge|省份|所在省份|省|都道府県|主管機關|bundesland|region name of site',
  county: 'dept county|bezirk|kreis|landkreis|区县|县',
  industryCode:
    'code ape|activite principale etablissement|activite principale|cnae 2009|codigo cnae|=cnae|faaliyet kodu|nace kodu|' +
    'faaliyet kodu nace|行业代码|产业代码|産業分類|業種コード|wirtschaftszweig|wz|wz 2008',
  industryTitle:
    'trade|ramo|ramo de atividade|atividade economica|faaliyet|sektör|行业|行业名称|業種|産業|branche|wirtschaftszweig name',
  employees:
    'employee|number of employee|employee count|total employee|nr of employee|trabalhadores do estabelecimento|' +
    'numero de empregados|total de empregados|çalışan sayısı|işçi sayısı|从业人数|员工人数|职工人数|従業員数|労働者数|beschäftigte|' +
    'anzahl der beschäftigten|mitarbeiter|mitarbeiterzahl',
  opened:
    '=date|=fecha|=data|=tarih|=datum|=التاريخ|=日期|=日付|inspection start date|inspection start|fecha visita|' +
    'fecha inspeccion|fecha actuacion|date du controle|date de controle|date controle|date lavratura|data da lavratura|' +
    'data da inspecao|data de inspecao|data da fiscalizacao|data de abertura|data abertura|teftiş tarihi|denetim tarihi|' +
    'başlangıç tarihi|检查日期|立案日期|违法日期|検査日|臨検日|監督日|prüfdatum|datum der prüfung|datum der kontrolle|besichtigungsdatum',
  concluded:
    'inspection end date|inspection end|resolved|resolved on|date resolved|close conf date|date decisao|data da decisao|' +
    'data de encerramento|data encerramento|kapanış tarihi|karar tarihi|处罚日期|处罚决定日期|處分日期|结案日期|公示日期|' +
    '処分日|送検日|終了日|abschlussdatum|datum des bescheids|entscheidungsdatum',
  imposed: 'violation issue date|issuance date|citation issue date|date of issuance|data da multa|ceza tarihi',
  trigger:
    'insp type|actuacion motivo|motivo da acao|tipo de acao|teftiş türü|denetim türü|检查类型|案件来源|監督種別|anlass|anlass der prüfung',
  status:
    'etat administratif etablissement|etat administratif|situacao|suite penale|durum|sonuç|经营状态|状态|案件状态|状態|ergebnis',
  workersAffected:
    'number affected|trabalhadores|quantidade de trabalhadores|qtd trabalhadores|trabalhadores afetados|' +
    'trabalhadores alcancados|etkilenen işçi sayısı|涉及人数|受影响人数|対象労働者数|betroffene beschäftigte',
  amountClaimed: 'claim amt|montant reclame|valor reclamado|talep edilen tutar|请求金额',
  backWages:
    'awarded|amount awarded|breach amount|salarios devidos|valor devido|ödenmeyen ücret|拖欠工资|欠薪金额|未払賃金|lohnrückstand',
  penalties:
    'proposed penalty|amende notifiee|importe sancion|importe de la sancion|valor da multa|valor multa|vl multa|=multa|' +
    'idari para cezası|ceza tutarı|قيمة الغرامة|罚款金额|罰鍰金額|罚款|罰金|罰金額|bußgeld|geldbuße|bussgeld',
  amountPaid: 'collected|valor pago|ödenen|ödenen tutar|已缴金额|納付額|gezahlt',
  breach:
    'breach|in breach|breach found|any violation|violation|violation found|violation yes no|violated|non compliant|' +
    'infraction|infraction constatee|infraction relevee|en infraction|infraccion|hay infraccion|con infraccion|incumplimiento|' +
    'infracao|houve infracao|irregularidade|ihlal|ihlal var mı|مخالفة|المخالفة|هل توجد مخالفة|وجود مخالفة|' +
    '是否违法|是否违规|有无违法|違反|違反の有無|違反有無|verstoß|verstoss|verstoß festgestellt',
  registered:
    'date creation etablissement|date creation|data de abertura|data de inicio|data de inicio da atividade|kuruluş tarihi|' +
    'tescil tarihi|成立日期|注册日期|登记日期|設立日|gründungsdatum|eintragungsdatum',
  closed:
    'data de baixa|data de encerramento|kapanış tarihi|terkin tarihi|注销日期|吊销日期|閉鎖日|廃止日|schließungsdatum|löschungsdatum'
}

/** Words beside which a name means something else: the state of a union is not that of a case. */
export const otherMeanings: Partial<Record<FieldName, string>> = {
  status: 'union|marital|migration|migrant|payment|appeal|contest',
  countyCode: 'state',
  county: 'state',
  concluded: 'violation|load|birth|abate|complaint',
  opened: 'violation|load|birth|abate|closed|penalty|payment',
  backWages: 'penalty',
  workplace: 'type|city|state|zip|address|code|status|size|sector|county|district|number',
  legalName: 'type|code|number'
}
