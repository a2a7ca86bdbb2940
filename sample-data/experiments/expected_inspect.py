"""Reads the sample data with other tools (TensorBoard, pandas, h5py, pyarrow): the key "inspect" of expected.json.

    python expected_inspect.py SAMPLE_DATA EXPECTED_JSON
"""
import json, os, sys, numpy as np, pandas as pd, h5py, pyarrow.parquet as pq
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
root=sys.argv[1]; out={}
def fin(a):
    a=np.asarray(a,float); f=a[np.isfinite(a)]
    return dict(first=float(f[0]),last=float(f[-1]),min=float(f.min()),max=float(f.max()),nonfinite=int(a.size-f.size)) if f.size else dict(nonfinite=int(a.size))
for d,_,fs in sorted(os.walk(root)):
    for f in sorted(fs):
        p=os.path.join(d,f); rel=os.path.relpath(p,root)
        if 'tfevents' in f:
            tags={}
            for e in EventFileLoader(p).Load():
                for v in e.summary.value:
                    t=v.tensor
                    if len(t.tensor_shape.dim) > 0 or t.string_val: continue
                    val = t.float_val[0] if t.float_val else (t.double_val[0] if t.double_val else None)
                    if val is None and t.tensor_content: val=float(np.frombuffer(t.tensor_content,np.float32)[0])
                    if val is None: continue
                    tags.setdefault(v.tag,([],[])); tags[v.tag][0].append(e.step); tags[v.tag][1].append(val)
            out[rel]=dict(format='tensorboard',kind='metrics',rows=sum(len(s) for s,_ in tags.values()),series={k:dict(count=len(s),first_step=s[0],last_step=s[-1],**fin(v)) for k,(s,v) in sorted(tags.items())})
        elif f=='monitor.csv':
            t=pd.read_csv(p,skiprows=1); out[rel]=dict(kind='episodes',rows=len(t),sums={'return':float(t.r.sum()),'length':int(t.l.sum()),'goals':int(t.goals.sum())},first_return=float(t.r[0]),last_return=float(t.r.iloc[-1]))
        elif f=='progress.csv':
            t=pd.read_csv(p); out[rel]=dict(kind='metrics',series={c:dict(count=int(t[c].notna().sum()),first_step=int(t.step[0]),last_step=int(t.step.iloc[-1]),**fin(t[c])) for c in t.columns if c!='step'})
        elif f=='trainer_state.json':
            h=json.load(open(p))['log_history']; tags={}
            for r in h:
                for k,v in r.items():
                    if k!='step' and isinstance(v,(int,float)): tags.setdefault(k,([],[])); tags[k][0].append(r['step']); tags[k][1].append(v)
            out[rel]=dict(kind='metrics',series={k:dict(count=len(s),first_step=s[0],last_step=s[-1],**fin(v)) for k,(s,v) in sorted(tags.items())})
        elif f.endswith('.hdf5'):
            h=h5py.File(p); eps=[]
            for k in sorted((k for k in h if k.startswith('episode_')),key=lambda s:int(s.split('_')[1])):
                g=h[k]; eps.append(dict(episode=int(k.split('_')[1]),length=int(g['rewards'].shape[0]),**{'return':float(np.sum(g['rewards'][:],dtype=np.float64))},components={c[7:]:float(np.sum(g['infos'][c][:],dtype=np.float64)) for c in g['infos'] if c.startswith('reward_')}))
            out[rel]=dict(kind='steps',rows=sum(e['length'] for e in eps),episodes=len(eps),episode_summary=eps)
        elif f.endswith('.parquet'):
            t=pq.read_table(p).to_pandas(); pass
            out[rel]=dict(rows=len(t),columns=list(t.columns),means={c:float(t[c].mean()) for c in t.columns if np.issubdtype(t[c].dtype,np.number)})
        elif f.endswith('.jsonl'):
            rows=[json.loads(l) for l in open(p)]
            e=dict(rows=len(rows))
            if 'chosen' in rows[0]: e.update(kind='pairs',flipped=sum(r['label_flipped'] for r in rows),mean_gold_chosen=float(np.mean([r['gold_chosen'] for r in rows])))
            else: e.update(kind='responses',mean_reward=float(np.mean([r['reward'] for r in rows])),mean_gold=float(np.mean([r['gold'] for r in rows])),tokens=sum(len(r['tokens']) for r in rows))
            out[rel]=e
target = sys.argv[2]
document = json.load(open(target)) if os.path.exists(target) else {}
document["inspect"] = out
with open(target, "w") as f:
    json.dump(document, f, indent=1, sort_keys=True, ensure_ascii=False)
    f.write("\n")
