-- Requests that were refused are stored as tagged structs: {"request": {"action": ..., fields}, "wrong", "elsewhere"}.
-- Before, the name of a class stood beside the values of its fields.
UPDATE drafts SET request = json_object(
    'request', json_set(json_extract(request, '$.values'), '$.action',
        CASE json_extract(request, '$.kind')
            WHEN 'Start' THEN 'start'
            WHEN 'ChangeBrief' THEN 'brief'
            WHEN 'Reread' THEN 'reread'
            WHEN 'EditTitle' THEN 'title'
            WHEN 'NextInSeries' THEN 'next'
            WHEN 'Style' THEN 'style'
            WHEN 'Compare' THEN 'compare'
            WHEN 'ReplacePicture' THEN 'picture'
            WHEN 'RemoveText' THEN 'remove-text'
            WHEN 'UpscalePicture' THEN 'upscale'
            ELSE ''
        END),
    'wrong', coalesce(json_extract(request, '$.wrong'), ''),
    'elsewhere', json(CASE json_extract(request, '$.elsewhere') WHEN 1 THEN 'true' ELSE 'false' END)
)
WHERE json_type(request, '$.values') = 'object';
